package io.chats.adapter.nats.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.json.UnicodeText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Announcements arrive as they were sent; other bytes are recognised as malformed. */
class CodecPropertiesTest {

  @Property
  void announcementsArriveAsTheyWere(@ForAll("announcements") ChatAnnouncement announcement) {
    assertThat(AnnouncementCodec.decode(AnnouncementCodec.encode(announcement)))
        .isEqualTo(announcement);
  }

  @Property
  void noticesArriveAsTheyWere(@ForAll("notices") UserNotice notice) {
    assertThat(NoticeCodec.decode(NoticeCodec.encode(notice))).isEqualTo(notice);
  }

  @Property
  void anyBytesAreAnAnnouncementOrMalformed(@ForAll byte[] bytes) {
    assertThat(catchThrowable(() -> AnnouncementCodec.decode(bytes)))
        .isInstanceOf(MalformedAnnouncementException.class);
    assertThat(catchThrowable(() -> NoticeCodec.decode(bytes)))
        .isInstanceOf(MalformedAnnouncementException.class);
  }

  @Property
  void queriesArriveAsTheyWere(@ForAll @LongRange(min = 1) long user, @ForAll String reason) {
    for (SessionQuery query :
        List.of(
            new SessionQuery.Find(new UserId(user)),
            new SessionQuery.Close(new UserId(user), UnicodeText.repaired(reason)))) {
      SessionQueryCodec.Asked asked = new SessionQueryCodec.Asked("id", query);
      assertThat(SessionQueryCodec.asked(SessionQueryCodec.encode(asked))).isEqualTo(asked);
    }
  }

  @Property
  void anyBytesAreAQueryOrMalformed(@ForAll byte[] bytes) {
    assertThat(catchThrowable(() -> SessionQueryCodec.asked(bytes)))
        .isInstanceOf(MalformedAnnouncementException.class);
    assertThat(catchThrowable(() -> SessionQueryCodec.answer(bytes)))
        .isInstanceOf(MalformedAnnouncementException.class);
  }

  @Property
  void damagedAnnouncementsAreMalformedOrOthers(
      @ForAll("announcements") ChatAnnouncement announcement, @ForAll int at, @ForAll byte with) {
    byte[] bytes = AnnouncementCodec.encode(announcement);
    bytes[Math.floorMod(at, bytes.length)] = with;
    thenIsMalformedOrNot(() -> AnnouncementCodec.decode(bytes));
    byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
    thenIsMalformedOrNot(() -> AnnouncementCodec.decode(half));
  }

  @Property
  void damagedNoticesAreMalformedOrOthers(
      @ForAll("notices") UserNotice notice, @ForAll int at, @ForAll byte with) {
    byte[] bytes = NoticeCodec.encode(notice);
    bytes[Math.floorMod(at, bytes.length)] = with;
    thenIsMalformedOrNot(() -> NoticeCodec.decode(bytes));
  }

  @Example
  void additionsOfNewerNodesAreIgnored() {
    String notice = "{\"is\":\"membership\",\"chat\":7,\"news\":{\"x\":[1]}}";
    assertThat(NoticeCodec.decode(notice.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new UserNotice.MembershipChanged(new ChatId(7)));
  }

  @Example
  void kindsOfNewerNodesAreMalformed() {
    String notice = "{\"is\":\"news\",\"chat\":7}";
    assertThatExceptionOfType(MalformedAnnouncementException.class)
        .isThrownBy(() -> NoticeCodec.decode(notice.getBytes(StandardCharsets.UTF_8)))
        .withMessageNotContaining("news");
  }

  @Provide
  Arbitrary<ChatAnnouncement> announcements() {
    return Announced.announcements();
  }

  @Provide
  Arbitrary<UserNotice> notices() {
    return Announced.notices();
  }

  private static void thenIsMalformedOrNot(Runnable decoding) {
    Throwable failure = catchThrowable(decoding::run);
    if (failure != null) {
      assertThat(failure).isInstanceOf(MalformedAnnouncementException.class);
    }
  }
}
