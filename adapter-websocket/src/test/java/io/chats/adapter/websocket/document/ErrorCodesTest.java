package io.chats.adapter.websocket.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.refusal.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErrorCodesTest {

  /** Only requests over the bus can meet these. */
  private static final Set<ErrorCode> BUS_ONLY =
      EnumSet.of(
          ErrorCode.SUBSCRIBER_UNCHANGEABLE,
          ErrorCode.NO_SUCH_CHAT,
          ErrorCode.BAD_REQUEST,
          ErrorCode.UNKNOWN_REQUEST,
          ErrorCode.BAD_CHAT_ID,
          ErrorCode.BAD_USER_ID,
          ErrorCode.BAD_TYPE,
          ErrorCode.BAD_ORDER_ID);

  private final ApiDocument document = ApiDocument.load();

  static boolean canMeetAFrame(ErrorCode code) {
    return !BUS_ONLY.contains(code);
  }

  @Test
  void theTableHasEveryCodeWithWhetherToRepeat() {
    List<String> expected =
        Arrays.stream(ErrorCode.values())
            .filter(ErrorCodesTest::canMeetAFrame)
            .map(code -> code.number() + " " + repeat(code))
            .toList();

    assertThat(MarkdownTable.rows(document.description(), "| code | when | repeat |"))
        .extracting(row -> row.get(0) + " " + row.get(2))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void theSchemaHasEveryCode() {
    List<Integer> codes = new ArrayList<>();
    document
        .root()
        .at("/components/messages/requestFailed/payload/properties/error/properties/code/enum")
        .forEach(code -> codes.add(code.intValue()));

    assertThat(codes)
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values())
                .filter(ErrorCodesTest::canMeetAFrame)
                .map(ErrorCode::number)
                .toList());
  }

  private static String repeat(ErrorCode code) {
    return switch (code.retry()) {
      case NO -> code == ErrorCode.TOKEN_REFUSED ? "no; after 1013 yes" : "no";
      case LATER -> "yes, later";
      case SAME_ID -> "yes, with the same id";
    };
  }
}
