package io.chats.adapter.nats.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.chats.adapter.nats.json.MaskedJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what is logged of each documented example ({@code SDK_LOG}). */
class MaskedExamplesTest {

  private static final String MARK = "MARK";

  /** Strings in these fields are texts of users, personal data, or tokens. */
  private static final Set<String> SECRET =
      Set.of(
          "access_token",
          "firstName",
          "first_name",
          "lastName",
          "last_name",
          "middleName",
          "middle_name",
          "photo",
          "message",
          "text",
          "product",
          "body",
          "title",
          "url",
          "thumbnail",
          "reason",
          "address");

  /** Values in these fields may be logged. */
  private static final Set<String> ORDINARY =
      Set.of(
          "method",
          "path",
          "type",
          "user_type",
          "status",
          "sender",
          "client_message_id",
          "request_id",
          "file_id",
          "id",
          "insert_date",
          "last_update_date",
          "node",
          "session",
          "since");

  /** These fields could be logged, too, but logs do not need them. */
  private static final Set<String> UNIMPORTANT = Set.of("mimeType", "insertDate", "expires_at");

  static Stream<JsonNode> examples() {
    BusDocument document = BusDocument.load();
    Stream.Builder<JsonNode> examples = Stream.builder();
    JsonNode messages = document.root().at("/components/messages");
    messages.fieldNames().forEachRemaining(key -> document.examples(key).forEach(examples));
    return examples.build();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void hasNothingSecretAndAllThatIsOrdinary(JsonNode example) {
    JsonNode marked = example.deepCopy();
    Set<String> shown = new HashSet<>();
    mark(marked, shown);
    String line = MaskedJson.of(marked.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(line).doesNotContain(MARK);
    assertThat(shown).allMatch(line::contains);
  }

  /** Replaces secret values by a mark, and collects the others. */
  private static void mark(JsonNode node, Set<String> shown) {
    if (node instanceof ObjectNode object) {
      object.properties().stream()
          .filter(field -> field.getValue().isTextual())
          .forEach(field -> field.setValue(marked(field.getKey(), field.getValue(), shown)));
    }
    node.forEach(child -> mark(child, shown));
  }

  private static JsonNode marked(String name, JsonNode text, Set<String> shown) {
    if (SECRET.contains(name)) {
      return TextNode.valueOf(MARK);
    }
    if (ORDINARY.contains(name)) {
      shown.add(text.toString());
    } else {
      assertThat(UNIMPORTANT).describedAs("somebody must say which it is").contains(name);
    }
    return text;
  }
}
