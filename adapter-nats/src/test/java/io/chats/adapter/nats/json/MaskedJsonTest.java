package io.chats.adapter.nats.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MaskedJsonTest {

  @Test
  void hidesWhatPeopleWrite() {
    assertThat(
            masked(
                """
                {"method":"POST","path":"/chats/message","body":{"chat_id":1,"message":"secret",
                 "type":"message","params":{"secret":"secret"},"client_message_id":"c1"}}
                """))
        .isEqualTo(
            "{\"method\":\"POST\",\"path\":\"/chats/message\",\"body\":{\"chat_id\":1,"
                + "\"message\":\"***\",\"type\":\"message\",\"params\":\"***\","
                + "\"client_message_id\":\"c1\"}}");
  }

  @Test
  void hidesTextsHoweverDeepInAReply() {
    assertThat(
            masked(
                """
                {"data":{"messages":[{"id":1,"text":"secret","params":{"a":"secret"},
                 "file":{"url":"secret"}}]}}
                """))
        .isEqualTo(
            "{\"data\":{\"messages\":[{\"id\":1,\"text\":\"***\",\"params\":\"***\","
                + "\"file\":\"***\"}]}}");
  }

  @Test
  void hidesTokensPushesAndFrames() {
    assertThat(masked("{\"body\":{\"access_token\":\"secret\"}}")).doesNotContain("secret");
    assertThat(masked("{\"body\":{\"message\":{\"title\":\"secret\",\"body\":\"secret\"}}}"))
        .doesNotContain("secret");
    assertThat(masked("{\"body\":{\"type\":\"t\",\"data\":{\"x\":\"secret\"}}}"))
        .doesNotContain("secret");
    assertThat(masked("{\"data\":{\"id\":\"f\",\"title\":\"secret\",\"url\":\"secret\"}}"))
        .doesNotContain("secret");
  }

  @Test
  void showsErrorsAndNulls() {
    String error = "{\"error\":{\"code\":330,\"message\":\"there is no chat 1\"}}";
    assertThat(masked(error)).isEqualTo(error);
    assertThat(masked("{\"data\":{\"file\":null}}")).isEqualTo("{\"data\":{\"file\":null}}");
  }

  @Test
  void showsNothingOfWhatIsNoJson() {
    assertThat(masked("secret")).isEqualTo("(6 bytes, not JSON)");
  }

  @Test
  void isOneLineAndNotTooLong() {
    assertThat(masked("{\"x\":\"" + "\\n".repeat(10_000) + "\"}"))
        .doesNotContain("\n")
        .hasSize(2001);
  }

  private static String masked(String envelope) {
    return MaskedJson.of(envelope.getBytes(StandardCharsets.UTF_8));
  }
}
