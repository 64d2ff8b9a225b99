package io.chats.domain.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

  /** Clients rely on the table of spec 11. */
  private static final String TABLE =
      """
      NO_TOKEN                 101   NO
      TOKEN_REFUSED            103   NO
      UNKNOWN_FRAME            106   NO
      BAD_MESSAGE_STATUS       107   NO
      TOO_MANY_FRAMES          111   LATER
      OVERLOADED               112   LATER
      TOO_MANY_PARTICIPANTS    113   NO
      UNFORESEEN               200   SAME_ID
      BAD_FRAME                201   NO
      TOO_LONG                 220   NO
      DATABASE_UNAVAILABLE     300   SAME_ID
      SUBSCRIBER_UNCHANGEABLE  326   NO
      NO_SUCH_CHAT             330   NO
      CHAT_CLOSED              332   NO
      BAD_MESSAGE_TYPE         351   NO
      NOT_A_PARTICIPANT        501   NO
      BAD_REQUEST              1201  NO
      UNKNOWN_REQUEST          1203  NO
      BAD_FILE_ID              1401  NO
      BAD_CHAT_ID              1402  NO
      BAD_USER_ID              1403  NO
      BAD_TYPE                 1404  NO
      BAD_ORDER_ID             1405  NO
      BAD_MESSAGE_ID           1406  NO
      """;

  @Test
  void namesNumbersAndRetriesAreThoseOfTheTable() {
    assertThat(Stream.of(ErrorCode.values()).map(c -> c + " " + c.number() + " " + c.retry()))
        .containsExactlyElementsOf(TABLE.lines().map(l -> l.replaceAll(" +", " ")).toList());
  }
}
