package io.chats.adapter.nats.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedJsonTest {

  @Test
  void hidesTextsOfUsers() {
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
  void hidesNamesOfPeople() {
    String names = "\"firstName\":\"secret\",\"last_name\":\"secret\",\"photo\":\"secret\"";
    assertThat(masked("{\"data\":{\"users\":[{\"id\":7," + names + "}]}}"))
        .isEqualTo(
            "{\"data\":{\"users\":[{\"id\":7,\"firstName\":\"***\",\"last_name\":\"***\","
                + "\"photo\":\"***\"}]}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'token':'secret'}",
        "{'body':{'comment':'secret','phone':'secret'}}",
        "{'body':{'x':{'secret':['secret']}}}",
        "{'body':['secret',['secret'],{'x':'secret'}]}",
        "{'body':{'chats_id':['secret']}}",
        "{'body':{'chat_id':{'x':'secret'}}}",
        "{'body':{'type':'a secret','chat_id':'\u0441ecret and secret'}}",
        "{'error':{'code':1,'message':'no token secret'}}",
        "{'body':'secret'}",
        "{'data':'secret'}",
        "['secret']",
        "'secret'",
      })
  void hidesUnknownFields(String envelope) {
    assertThat(masked(envelope.replace('\'', '"'))).doesNotContain("secret");
  }

  @Test
  void showsOurOwnErrorsAndNulls() {
    String error = "{\"error\":{\"code\":330,\"message\":\"there is no chat 1\"}}";
    assertThat(MaskedJson.ofOwnReply(error.getBytes(StandardCharsets.UTF_8))).isEqualTo(error);
    assertThat(masked("{\"data\":{\"file\":null}}")).isEqualTo("{\"data\":{\"file\":null}}");
  }

  @Test
  void showsNothingOfMalformedJson() {
    assertThat(masked("secret")).isEqualTo("(6 bytes, not JSON)");
  }

  @Test
  void isOneLineAndNotTooLong() {
    assertThat(masked("{\"chats_id\":[1" + ",\n1".repeat(10_000) + "]}"))
        .doesNotContain("\n")
        .hasSize(2001);
  }

  private static String masked(String envelope) {
    return MaskedJson.of(envelope.getBytes(StandardCharsets.UTF_8));
  }
}
