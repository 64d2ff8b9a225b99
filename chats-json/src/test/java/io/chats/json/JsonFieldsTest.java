package io.chats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chats.json.JsonFields.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final class WrongField extends Exception {
    WrongField(String field, Problem problem) {
      super(field + " " + problem);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"f\": null}", "[]", "null"})
  void whateverIsAbsentOrNullIsEmpty(String json) throws Exception {
    JsonFields<WrongField> fields = fields(json);
    assertThat(fields.integer("f")).isEmpty();
    assertThat(fields.flag("f")).isEmpty();
    assertThat(fields.string("f")).isEmpty();
    assertThat(fields.text("f")).isEmpty();
    assertThat(fields.identifier("f")).isEmpty();
    assertThat(fields.integers("f")).isEmpty();
    assertThat(fields.strings("f")).isEmpty();
    assertThat(fields.list("f", JsonNode::asInt)).isEmpty();
    assertThat(fields.nested("f").isEmpty()).isTrue();
    assertThat(fields.has("f")).isFalse();
  }

  @Test
  void valuesOfTheRightKindAreRead() throws Exception {
    JsonFields<WrongField> fields =
        fields(
            """
            {"i": 9223372036854775807, "n": -5, "b": true, "s": "hé", "e": "",
             "l": [1, 2], "m": {"k": "v", "a": "b"}, "o": {"i": 3}, "x": []}
            """);
    assertThat(fields.integer("i")).hasValue(Long.MAX_VALUE);
    assertThat(fields.integer("n")).hasValue(-5);
    assertThat(fields.flag("b")).contains(true);
    assertThat(fields.text("s")).contains("hé");
    assertThat(fields.string("e")).contains("");
    assertThat(fields.identifier("e")).isEmpty();
    assertThat(fields.integers("l")).contains(List.of(1L, 2L));
    assertThat(fields.strings("m")).containsExactly(Map.entry("k", "v"), Map.entry("a", "b"));
    assertThat(fields.strings("x")).isEmpty();
    assertThat(fields.nested("o").integer("i")).hasValue(3);
    assertThat(fields.get("l").size()).isEqualTo(2);
  }

  @Test
  void valuesOfTheWrongKindAreNamed() throws Exception {
    JsonFields<WrongField> fields =
        fields(
            """
            {"f": 1.5, "s": "1", "n": 1, "big": 9223372036854775808, "m": {"k": 1}, "l": [1, "2"]}
            """);
    isWrong(() -> fields.integer("f"), "f NOT_AN_INTEGER");
    isWrong(() -> fields.integer("s"), "s NOT_AN_INTEGER");
    isWrong(() -> fields.integer("big"), "big TOO_LARGE");
    isWrong(() -> fields.flag("n"), "n NOT_A_BOOLEAN");
    isWrong(() -> fields.text("n"), "n NOT_A_STRING");
    isWrong(() -> fields.identifier("n"), "n NOT_A_STRING");
    isWrong(() -> fields.strings("m"), "m NOT_STRINGS");
    isWrong(() -> fields.strings("n"), "n NOT_AN_OBJECT");
    isWrong(() -> fields.nested("l"), "l NOT_AN_OBJECT");
    isWrong(() -> fields.integers("l"), "l NOT_AN_INTEGER");
    isWrong(() -> fields.list("n", JsonNode::asInt), "n NOT_A_LIST");
    isWrong(() -> fields("[1]"), "root NOT_AN_OBJECT");
  }

  @Test
  void anIntegerThatIsFarTooSmallIsTheSmallest() throws Exception {
    assertThat(fields("{\"f\": -99999999999999999999}").integer("f")).hasValue(Long.MIN_VALUE);
  }

  @Test
  void halfASurrogatePairIsReplacedInTextAndWrongInAnIdentifier() throws Exception {
    JsonFields<WrongField> fields = fields("{\"f\": \"a\\ud800b\", \"m\": {\"k\": \"\\ud800\"}}");
    assertThat(fields.text("f")).contains("a\ufffdb");
    assertThat(fields.strings("m")).containsExactly(Map.entry("k", "\ufffd"));
    isWrong(() -> fields.identifier("f"), "f NOT_WELL_FORMED");
  }

  private static void isWrong(ThrowingCallable reading, String problem) {
    assertThatThrownBy(reading).isInstanceOf(WrongField.class).hasMessage(problem);
  }

  private static JsonFields<WrongField> fields(String json) throws IOException, WrongField {
    return JsonFields.of(MAPPER.readTree(json), "root", WrongField::new);
  }
}
