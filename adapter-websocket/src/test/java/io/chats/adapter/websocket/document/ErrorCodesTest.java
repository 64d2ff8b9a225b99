package io.chats.adapter.websocket.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.refusal.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCodesTest {

  private final ApiDocument document = ApiDocument.load();

  @Test
  void theTableSaysOfEveryCodeWhetherToRetry() {
    List<String> expected =
        FrameErrorCodes.all().stream().map(code -> code.number() + " " + repeat(code)).toList();

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
        .containsExactlyElementsOf(FrameErrorCodes.all().stream().map(ErrorCode::number).toList());
  }

  private static String repeat(ErrorCode code) {
    return switch (code.retry()) {
      case NO -> code == ErrorCode.TOKEN_REFUSED ? "no; after 1013 yes" : "no";
      case LATER -> "yes, later";
      case SAME_ID -> "yes, with the same id";
    };
  }
}
