package io.chats.launcher.cluster.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.cluster.harness.LoadChat;
import io.chats.launcher.cluster.harness.StoredMessage;
import io.chats.launcher.harness.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The comparison finds each kind of error that the tests under faults look for. */
class DatabaseComparisonTest {

  private static final Instant AT = Instant.parse("2026-11-22T09:46:46.518Z");
  private static final LoadChat CHAT = new LoadChat(7, List.of(1L, 2L));

  private final ClientRecord speaker = ClientRecord.of(1, List.of(CHAT));
  private final ClientRecord listener = ClientRecord.of(2, List.of(CHAT));
  private final List<StoredMessage> stored = new ArrayList<>();

  @BeforeEach
  void threeMessagesArePosted() {
    for (int seq = 1; seq <= 3; seq++) {
      Outbox.Post post = speaker.outbox().next(CHAT.id(), AT);
      stored.add(new StoredMessage(seq, 100 + seq, 1, post.id(), post.text(), AT));
    }
  }

  @Test
  void validRequestsSucceed() {
    stored.forEach(message -> show(speaker, message));
    stored.forEach(message -> show(listener, message));
    assertThat(findings()).isEmpty();
  }

  @Test
  void aMessageThatWasAcknowledgedButIsNotStored() {
    stored.forEach(message -> show(speaker, message));
    stored.removeLast();
    stored.forEach(message -> show(listener, message));
    assertThat(findings())
        .hasSize(2)
        .anyMatch(finding -> finding.startsWith("user 1 in chat 7: lost, though acknowledged"))
        .anyMatch(finding -> finding.startsWith("user 1 in chat 7 was shown what is not"));
  }

  @Test
  void aMessageThatIsStoredTwice() {
    StoredMessage first = stored.getFirst();
    stored.add(new StoredMessage(4, 104, 1, first.clientMessageId(), first.text(), AT));
    stored.forEach(message -> show(speaker, message));
    stored.forEach(message -> show(listener, message));
    assertThat(findings())
        .anyMatch(finding -> finding.startsWith("chat 7 in the database: stored twice"));
  }

  @Test
  void aMessageThatIsStoredLaterThanOneThatWasSentAfterIt() {
    StoredMessage second = stored.get(1);
    StoredMessage third = stored.get(2);
    stored.set(1, new StoredMessage(2, 102, 1, third.clientMessageId(), third.text(), AT));
    stored.set(2, new StoredMessage(3, 103, 1, second.clientMessageId(), second.text(), AT));
    stored.forEach(message -> show(speaker, message));
    stored.forEach(message -> show(listener, message));
    assertThat(findings()).singleElement().asString().contains("sent before 3");
  }

  @Test
  void messagesThatAreNotStoredInTheOrderOfTheirIds() {
    StoredMessage last = stored.getLast();
    stored.set(2, new StoredMessage(3, 50, 1, last.clientMessageId(), last.text(), AT));
    stored.forEach(message -> show(speaker, message));
    stored.forEach(message -> show(listener, message));
    assertThat(findings()).singleElement().asString().contains("not in the order of ids");
  }

  @Test
  void aMessageThatIsShownTwice() {
    stored.forEach(message -> show(speaker, message));
    stored.forEach(message -> show(listener, message));
    show(listener, stored.getLast());
    assertThat(findings())
        .hasSize(2)
        .anyMatch(finding -> finding.startsWith("user 2: chat 7: after 3 came"))
        .anyMatch(finding -> finding.startsWith("user 2 in chat 7 was shown twice"));
  }

  @Test
  void messagesThatAreShownOutOfOrder() {
    stored.forEach(message -> show(speaker, message));
    List<StoredMessage> turned = new ArrayList<>(stored);
    Collections.swap(turned, 1, 2);
    turned.forEach(message -> show(listener, message));
    assertThat(findings())
        .anyMatch(finding -> finding.startsWith("user 2: chat 7: after 1 came"))
        .anyMatch(finding -> finding.startsWith("user 2 in chat 7 was shown out of order"));
  }

  @Test
  void aMessageThatIsNotShown() {
    stored.forEach(message -> show(speaker, message));
    show(listener, stored.get(0));
    show(listener, stored.get(2));
    assertThat(findings())
        .hasSize(2)
        .anyMatch(finding -> finding.startsWith("user 2: chat 7: after 1 came"))
        .anyMatch(finding -> finding.startsWith("user 2 in chat 7 was not shown"));
  }

  @Test
  void aMessageThatIsShownWithAnotherText() {
    stored.forEach(message -> show(speaker, message));
    StoredMessage last = stored.removeLast();
    stored.forEach(message -> show(listener, message));
    show(listener, new StoredMessage(3, 103, 1, last.clientMessageId(), "something else", AT));
    stored.add(last);
    assertThat(findings())
        .hasSize(2)
        .anyMatch(finding -> finding.startsWith("user 2 in chat 7 was shown what is not"))
        .anyMatch(finding -> finding.startsWith("user 2 in chat 7 was not shown"));
  }

  @Test
  void aMessageOfAChatOfOthersAndOneOfAStranger() {
    stored.forEach(message -> show(speaker, message));
    stored.forEach(message -> show(listener, message));
    StoredMessage more = new StoredMessage(4, 104, 1, "1-4", "said by 1-4", AT);
    listener.screen().show(frame(8, more), AT, Optional.of(AT));
    StoredMessage strange = new StoredMessage(4, 104, 3, "3-1", "said by 3-1", AT);
    listener.screen().show(frame(CHAT.id(), strange), AT, Optional.of(AT));
    assertThat(findings())
        .hasSize(2)
        .allMatch(finding -> finding.startsWith("user 2: not of this client's: "));
  }

  @Test
  void aMessageThatNoUserSent() {
    StoredMessage more = new StoredMessage(4, 104, 1, "1-4", "said by 1-4", AT);
    stored.add(more);
    stored.forEach(message -> show(speaker, message));
    stored.forEach(message -> show(listener, message));
    assertThat(findings()).singleElement().asString().contains("not what was sent");
  }

  @Test
  void aReadMarkThatGoesBack() {
    stored.forEach(message -> show(speaker, message));
    stored.forEach(message -> show(listener, message));
    listener.screen().show(read(1, 103), AT, Optional.of(AT));
    listener.screen().show(read(1, 102), AT, Optional.of(AT));
    assertThat(findings()).singleElement().asString().contains("user 1 had read 103, and then 102");
  }

  private List<String> findings() {
    return DatabaseComparison.of(List.of(speaker, listener), Map.of(CHAT, stored));
  }

  private static void show(ClientRecord to, StoredMessage message) {
    to.screen().show(frame(CHAT.id(), message), AT, Optional.of(AT));
  }

  private static JsonNode frame(long chat, StoredMessage message) {
    Map<String, Object> shown =
        Map.of(
            "chatId", chat,
            "seq", message.seq(),
            "id", message.id(),
            "userId", message.user(),
            "clientMessageId", message.clientMessageId(),
            "text", message.text(),
            "insertDate", message.storedAt().toString());
    Map<String, ?> data = Map.of("messages", List.of(shown), "users", List.of());
    return Json.read(Json.write(Map.of("type", "message", "data", data)));
  }

  private static JsonNode read(long reader, long message) {
    Map<String, ?> data =
        Map.of("chatId", CHAT.id(), "userId", reader, "status", "read", "messageId", message);
    return Json.read(Json.write(Map.of("type", "messageStatus", "data", data)));
  }
}
