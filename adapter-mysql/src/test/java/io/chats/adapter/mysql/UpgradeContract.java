package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Appended;
import io.chats.domain.model.Appended.Refused;
import io.chats.domain.model.Appended.Repeated;
import io.chats.domain.model.Appended.Stored;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import io.chats.domain.port.ReminderStore.Spell;
import io.chats.domain.refusal.ErrorCode;
import io.chats.testing.contract.TestChats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Data of the first schema is complete and usable with the newest one: that which {@link V1Fixture}
 * holds. Tests change different chats, since they share the database.
 */
abstract class UpgradeContract {

  private static final UserId ANNA = new UserId(1001);
  private static final UserId BORIS = new UserId(1002);
  private static final UserId HOUSE = new UserId(2001);
  private static final UserId WATSON = new UserId(2002);
  private static final UserId OPERATOR = new UserId(3001);
  private static final UserId BOT = new UserId(9001);
  private static final ChatId KNEE = new ChatId(1);
  private static final ChatId PAYMENT = new ChatId(2);
  private static final ChatId AGAIN = new ChatId(3);
  private static final ChatId SILENT = new ChatId(4);
  private static final ChatId LONG = new ChatId(5);
  private static final int LINES = 40;

  /** The node on the newest schema. */
  protected abstract TestNode node();

  @Test
  void chatsAreListedWithUnreadCounts() {
    List<ChatOverview> chats = node().directory().activeChats(ANNA, Optional.empty(), 10);
    assertThat(chats).extracting(o -> o.chat().id()).containsExactly(AGAIN, PAYMENT, KNEE);
    assertThat(chats).extracting(o -> o.unread().orElseThrow()).containsExactly(1, 1, 2);
    assertThat(chats)
        .extracting(o -> o.chat().status())
        .containsExactly(ChatStatus.OPENED, ChatStatus.CLOSED, ChatStatus.OPENED);
    assertThat(chats.getFirst().lastMessage().orElseThrow().content().text())
        .isEqualTo("I take over from here");
    assertThat(
            node().directory().latestChats(List.of(new OrderParticipant(new OrderId(501), ANNA))))
        .extracting(o -> o.chat().id())
        .containsExactly(AGAIN);
  }

  @Test
  void messagesAreComplete() {
    List<Message> said = new TestChats(node()).all(KNEE);
    assertThat(said)
        .extracting(m -> m.content().text())
        .containsExactly(
            "Welcome to the clinic",
            "Good morning, it's my knee",
            "Здравствуйте! Где болит? 🦵",
            "Here is the picture\nof yesterday",
            "See \"Dr. Kay\" tomorrow");
    assertThat(said).extracting(Message::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(said).extracting(Message::author).containsExactly(BOT, ANNA, HOUSE, ANNA, HOUSE);
    assertThat(said.get(3).content().type()).isEqualTo(MessageType.DOCUMENT);
    assertThat(said.get(3).content().file().orElseThrow().value()).isEqualTo("f-knee-1");
    assertThat(said.get(4).content().params())
        .isEqualTo(Map.of("order", "501", "clinic", "North; \"Old Town\""));
    assertThat(said.get(1).insertedAt()).isBetween(day("2026-11-26"), day("2026-11-27"));
  }

  @Test
  void readMessagesStayRead() {
    var marks = new TestChats(node()).find(KNEE).chat().readMarks();
    assertThat(new TestChats(node()).all(KNEE))
        .extracting(marks::statusOf)
        .containsExactly(
            MessageStatus.READ,
            MessageStatus.READ,
            MessageStatus.RECEIVED,
            MessageStatus.READ,
            MessageStatus.RECEIVED);
  }

  @Test
  void inheritedMarksStay() {
    Subscription heir =
        new TestChats(node()).find(AGAIN).participants().active(WATSON).orElseThrow();
    assertThat(heir.type()).isEqualTo(UserType.DOCTOR);
    assertThat(heir.mark().seq()).isEqualTo(1);
    assertThat(heir.mark().inherited()).isTrue();
    assertThat(new TestChats(node()).find(AGAIN).participants().active(HOUSE)).isEmpty();
    assertThat(new TestChats(node()).find(PAYMENT).participants().active(OPERATOR)).isEmpty();
    assertThat(new TestChats(node()).find(PAYMENT).participants().find(OPERATOR)).isPresent();
  }

  @Test
  void repeatsAreRecognised() {
    TestChats scene = new TestChats(node());
    Appended first = scene.post(KNEE, ANNA, TestChats.text("a1", "other words"));
    assertThat(first.results()).containsExactly(new Repeated(scene.all(KNEE).get(1)));
    Appended second =
        scene.post(
            AGAIN, ANNA, TestChats.text("A1", "other words"), TestChats.text("a1 ", "other words"));
    assertThat(second.results()).hasSize(2).allMatch(Repeated.class::isInstance);
    assertThat(node().chats().open(new OrderId(501), Optional.of(new RequestId("open-501")), now()))
        .isEqualTo(KNEE);
  }

  @Test
  void conversationsGoOnWhereTheyWere() {
    TestChats scene = new TestChats(node());
    List<Message> before = node().history().afterSeq(LONG, 0, LINES);
    assertThat(before).hasSize(LINES);
    Message next = scene.say(LONG, BORIS, "Line 41").getFirst();
    assertThat(next.seq()).isEqualTo(LINES + 1);
    assertThat(next.id().value()).isGreaterThan(before.getLast().id().value());
    assertThat(node().history().before(LONG, Optional.of(next.id()), LINES)).isEqualTo(before);
    assertThat(before.get(6).clientId()).contains(new ClientMessageId("l7"));
    assertThat(scene.say(SILENT, BORIS, "Hello?").getFirst().seq()).isEqualTo(1);
  }

  @Test
  void closedChatsStayClosed() {
    assertThat(
            new TestChats(node()).post(PAYMENT, ANNA, TestChats.text("One more thing")).results())
        .singleElement()
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.refusal().code()).isEqualTo(ErrorCode.CHAT_CLOSED));
    assertThat(new TestChats(node()).post(PAYMENT, OPERATOR, TestChats.text("And I?")).results())
        .noneMatch(Stored.class::isInstance);
  }

  @Test
  void clientsAreRemindedOfUnreadMessages() {
    assertThat(node().reminders().refresh(Duration.ofSeconds(10))).isEqualTo(3);
    List<Spell> due = node().reminders().due(Optional.empty(), 10).spells();
    assertThat(due).extracting(Spell::chat).containsExactlyInAnyOrder(KNEE, AGAIN, LONG);
    assertThat(due).extracting(Spell::author).containsOnly(UserType.DOCTOR);
    assertThat(due)
        .filteredOn(spell -> spell.chat().equals(KNEE))
        .extracting(Spell::firstUnread)
        .containsExactly(new TestChats(node()).all(KNEE).get(2).insertedAt());
  }

  private static Instant now() {
    return Instant.now();
  }

  private static Instant day(String date) {
    return Instant.parse(date + "T00:00:00Z");
  }
}
