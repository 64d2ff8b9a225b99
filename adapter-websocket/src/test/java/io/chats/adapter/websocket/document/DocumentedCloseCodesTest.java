package io.chats.adapter.websocket.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.connection.CloseCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every document with the close codes has exactly those of the catalogue. */
class DocumentedCloseCodesTest {

  private static final String HEADING = "| code | reason | when | reconnect |";

  @Test
  void theDocumentHasTheCatalogue() {
    assertIsTheCatalogue(MarkdownTable.rows(ApiDocument.load().description(), HEADING));
  }

  @Test
  void thePageForWritersOfClientsHasTheCatalogue() throws IOException {
    assertIsTheCatalogue(
        MarkdownTable.rows(Files.readString(Path.of("../docs/websocket-api.md")), HEADING));
  }

  private static void assertIsTheCatalogue(List<List<String>> rows) {
    assertThat(rows)
        .extracting(row -> row.get(0) + " " + row.get(1))
        .containsExactlyElementsOf(
            Arrays.stream(CloseCode.values()).map(c -> c.number() + " " + reason(c)).toList());
    assertThat(rows)
        .zipSatisfy(
            List.of(CloseCode.values()),
            (row, code) -> assertThat(row.get(3)).startsWith(advice(code)));
  }

  private static String reason(CloseCode code) {
    return switch (code) {
      case NORMAL -> "";
      case GOING_AWAY -> "`" + code.reason() + "N`";
      default -> "`" + code.reason() + "`";
    };
  }

  private static String advice(CloseCode code) {
    return switch (code.reconnect()) {
      case ANY_TIME -> "when wanted";
      case AFTER_GIVEN_TIME -> "after N milliseconds";
      case WITH_BACKOFF -> "with a growing pause";
      case WITH_NEW_TOKEN -> "with a new token";
      case WHEN_THE_USER_ASKS -> "when the user asks for it";
      case AFTER_FIX_OF_CLIENT -> "not before the client is fixed";
    };
  }
}
