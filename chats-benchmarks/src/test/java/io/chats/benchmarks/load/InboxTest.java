package io.chats.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run is worth nothing if it does not notice violations. */
class InboxTest {

  private static final String RUN = "r1";

  private final Violations violations = new Violations();
  private final List<String> arrived = new ArrayList<>();
  private final Inbox inbox =
      new Inbox(RUN, violations, (author, number) -> arrived.add(author + "-" + number));

  @Test
  void acceptsMessagesOfBothInOrder() {
    inbox.take(frame(message(RUN, 0, 0, 7), message(RUN, 1, 0, 8)));
    inbox.take(frame(message(RUN, 0, 1, 9)));
    assertThat(arrived).containsExactly("0-0", "1-0", "0-1");
    assertThat(inbox.delivered()).isEqualTo(3);
    assertThat(violations.isClean()).isTrue();
  }

  @Test
  void ignoresMessagesOfOtherRuns() {
    inbox.take(frame(message("r0", 0, 0, 7)));
    assertThat(inbox.delivered()).isZero();
  }

  @Test
  void countsAMissingOneAsNotDelivered() {
    inbox.take(frame(message(RUN, 0, 0, 7)));
    inbox.take(frame(message(RUN, 0, 2, 9)));
    assertThat(inbox.delivered()).isEqualTo(2);
  }

  @Test
  void noticesARepeatedOne() {
    inbox.take(frame(message(RUN, 0, 0, 7)));
    inbox.take(frame(message(RUN, 0, 0, 7)));
    assertThat(violations).hasToString("1 repeated, 0 out of order, 0 errors");
    assertThat(inbox.delivered()).isOne();
  }

  @Test
  void noticesThatAnAuthorsMessagesAreOutOfOrder() {
    inbox.take(frame(message(RUN, 0, 1, 7)));
    inbox.take(frame(message(RUN, 0, 0, 8)));
    assertThat(violations).hasToString("0 repeated, 1 out of order, 0 errors");
  }

  @Test
  void noticesThatIdsFall() {
    inbox.take(frame(message(RUN, 0, 0, 8)));
    inbox.take(frame(message(RUN, 1, 0, 7)));
    assertThat(violations).hasToString("0 repeated, 1 out of order, 0 errors");
  }

  @Test
  void noticesErrors() {
    inbox.take("{\"type\":\"error\",\"error\":{\"code\":300}}");
    assertThat(violations.isClean()).isFalse();
    assertThat(violations.toString()).contains("1 errors (first: {\"type\":\"error\"");
  }

  private static String frame(String... messages) {
    return "{\"type\":\"message\",\"data\":{\"messages\":["
        + String.join(",", messages)
        + "],\"users\":[{\"id\":1}]}}";
  }

  private static String message(String run, int author, int number, long id) {
    return "{\"id\":%d,\"seq\":1,\"clientMessageId\":\"%s\",\"chatId\":5,\"text\":\"Good morning\"}"
        .formatted(id, Inbox.clientId(run, author, number));
  }
}
