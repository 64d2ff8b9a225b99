package io.chats.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run would not be worth anything without: that it notices what is wrong. */
class InboxTest {

  private static final String RUN = "r1";

  private final Verdict verdict = new Verdict();
  private final List<String> arrived = new ArrayList<>();
  private final Inbox inbox =
      new Inbox(RUN, verdict, (author, number) -> arrived.add(author + "-" + number));

  @Test
  void takesMessagesOfBothInOrder() {
    inbox.take(frame(message(RUN, 0, 0, 7), message(RUN, 1, 0, 8)));
    inbox.take(frame(message(RUN, 0, 1, 9)));
    assertThat(arrived).containsExactly("0-0", "1-0", "0-1");
    assertThat(inbox.delivered()).isEqualTo(3);
    assertThat(verdict.isClean()).isTrue();
  }

  @Test
  void passesMessagesOfOtherRunsOver() {
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
    assertThat(verdict).hasToString("1 repeated, 0 out of order, 0 errors");
    assertThat(inbox.delivered()).isOne();
  }

  @Test
  void noticesThatAnAuthorsMessagesAreOutOfOrder() {
    inbox.take(frame(message(RUN, 0, 1, 7)));
    inbox.take(frame(message(RUN, 0, 0, 8)));
    assertThat(verdict).hasToString("0 repeated, 1 out of order, 0 errors");
  }

  @Test
  void noticesThatIdsFall() {
    inbox.take(frame(message(RUN, 0, 0, 8)));
    inbox.take(frame(message(RUN, 1, 0, 7)));
    assertThat(verdict).hasToString("0 repeated, 1 out of order, 0 errors");
  }

  @Test
  void noticesErrors() {
    inbox.take("{\"type\":\"error\",\"error\":{\"code\":300}}");
    assertThat(verdict.isClean()).isFalse();
    assertThat(verdict.toString()).contains("1 errors (first: {\"type\":\"error\"");
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
