package io.chats.adapter.nats.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.document.BusDocument.Request;
import io.chats.domain.refusal.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document agrees with itself and with the error codes. */
class BusDocumentTest {

  /** Codes that only frames and handshakes of the WebSocket API can have. */
  private static final Set<ErrorCode> NOT_ON_THE_BUS =
      Set.of(
          ErrorCode.NO_TOKEN,
          ErrorCode.TOKEN_REFUSED,
          ErrorCode.UNKNOWN_FRAME,
          ErrorCode.BAD_MESSAGE_STATUS,
          ErrorCode.TOO_MANY_FRAMES,
          ErrorCode.BAD_FRAME);

  private final BusDocument document = BusDocument.load();
  private final MessageSchemas strict = MessageSchemas.strict(document);

  @Test
  void everyExampleIsAsDescribed() {
    for (String key : keys()) {
      assertThat(document.examples(key)).describedAs(key).isNotEmpty();
      for (JsonNode example : document.examples(key)) {
        assertThat(strict.violations(key, example)).describedAs(key).isEmpty();
      }
    }
  }

  @Test
  void everyMessageIsPartOfAnOperation() {
    Stream<String> used =
        Stream.concat(document.asked().stream(), document.upstream().stream())
            .flatMap(request -> Stream.concat(Stream.of(request.key()), request.reply().stream()));
    assertThat(Stream.concat(used, Stream.of("refusal")))
        .containsExactlyInAnyOrderElementsOf(keys());
  }

  @Test
  void everyErrorCodeOfTheBusIsInTheTableAndInTheSchema() {
    List<ErrorCode> codes =
        Arrays.stream(ErrorCode.values()).filter(code -> !NOT_ON_THE_BUS.contains(code)).toList();
    List<Integer> numbers = codes.stream().map(ErrorCode::number).toList();
    JsonNode inSchema =
        document.message("refusal").at("/payload/properties/error/properties/code/enum");

    assertThat(inSchema).extracting(JsonNode::intValue).containsExactlyElementsOf(numbers);
    assertThat(document.root().at("/info/description").textValue().lines())
        .filteredOn(line -> line.matches("\\| \\d.*"))
        .zipSatisfy(codes, BusDocumentTest::describes);
  }

  @Test
  void fieldsThatAreNotDescribedAreOnlyLetPassWhereTheyAreIgnored() {
    JsonNode request =
        Json.read(
            "{\"method\":\"POST\",\"path\":\"/chats/status\",\"body\":{\"chat_id\":1,\"x\":1}}");
    assertThat(MessageSchemas.lenient(document).violations("closeChat", request)).isEmpty();
    assertThat(strict.violations("closeChat", request)).isNotEmpty();
  }

  @Test
  void theSchemasAreStrict() {
    assertThat(violations("closeChat", "{\"data\":{\"result\":true}}")).isEmpty();
    assertThat(violations("closeChat", "{\"data\":{\"result\":true,\"x\":1}}")).isNotEmpty();
    assertThat(violations("closeChat", "{\"data\":{\"result\":false}}")).isNotEmpty();
    assertThat(violations("closeChat", "{\"data\":{\"result\":true},\"x\":1}")).isNotEmpty();
    assertThat(violations("closeChat", "{}")).isNotEmpty();
  }

  private List<String> violations(String request, String reply) {
    Request found =
        document.asked().stream().filter(r -> r.key().equals(request)).findFirst().orElseThrow();
    return strict.violations(found.reply().orElseThrow(), Json.read(reply));
  }

  private Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    document.root().at("/components/messages").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static void describes(String row, ErrorCode code) {
    String repeat =
        switch (code.retry()) {
          case NO -> "no";
          case LATER -> "yes, later";
          case SAME_ID -> "yes, with the same id";
        };
    assertThat(row).startsWith("| " + code.number() + " |").endsWith("| " + repeat + " |");
  }
}
