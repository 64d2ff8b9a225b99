package io.chats.adapter.nats.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ \"a\" : [ 1.10 , {\"x\":\"}\"} ] }",
        "{\"é\uD83C\uDF3F\":\"\\u00e9\"}",
        "[1, 2]",
        "\"text \\\" of é\"",
        "1.10",
        "-1e5",
        "true",
        "null",
      })
  void keepsAValueAsItWasWritten(String value) throws Exception {
    assertThat(read("{\"x\":1,\"body\":{\"é\":[[]],\"data\":" + value + ",\"y\":2}}"))
        .isEqualTo(value);
    assertThat(read("{\"body\":\n{ \"data\" : " + value + "\n}\n}")).isEqualTo(value);
  }

  @Test
  void readsOverAByteOrderMarkAndLineEnds() throws Exception {
    assertThat(read("\uFEFF\r\n {\"body\":{\"data\": 1.10 }}\r\n\r\n")).isEqualTo("1.10");
  }

  @Test
  void findsNoFieldThatIsNotThere() throws Exception {
    assertThat(text("{\"body\":{\"a\":{\"data\":1}}}").raw("body", "data")).isEmpty();
    assertThat(text("{\"data\":1}").raw("body", "data")).isEmpty();
    assertThat(text("{\"body\":[{\"data\":1}]}").raw("body", "data")).isEmpty();
  }

  @Test
  void doesNotPrintItsContent() throws Exception {
    assertThat(text("{\"secret\":1}")).hasToString("JsonDocument[12 chars]");
  }

  private static String read(String document) throws InvalidJsonException {
    return text(document).raw("body", "data").orElseThrow();
  }

  private static JsonDocument text(String document) throws InvalidJsonException {
    return Json.readStrictly(document.getBytes(StandardCharsets.UTF_8));
  }
}
