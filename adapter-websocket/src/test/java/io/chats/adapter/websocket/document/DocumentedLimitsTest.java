package io.chats.adapter.websocket.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.websocket.settings.FrameRate;
import io.chats.domain.model.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bounds that the document names are those of the product. */
class DocumentedLimitsTest {

  private static final Limits LIMITS = Limits.DEFAULT;

  private final JsonNode components = ApiDocument.load().root().get("components");

  @Test
  void ofMessages() {
    JsonNode message = components.at("/schemas/newMessage/properties");

    assertThat(components.at("/messages/post/payload/properties/data/properties/messages/maxItems"))
        .hasToString(String.valueOf(LIMITS.messagesPerFrame()));
    assertThat(message.at("/text/maxLength").intValue()).isEqualTo(LIMITS.text());
    assertThat(message.at("/clientMessageId/maxLength").intValue())
        .isEqualTo(LIMITS.clientMessageId());
    assertThat(message.at("/fileId/maxLength").intValue()).isEqualTo(LIMITS.fileId());
    JsonNode params = message.at("/params/anyOf/0");
    assertThat(params.at("/maxProperties").intValue()).isEqualTo(LIMITS.params());
    assertThat(params.at("/propertyNames/maxLength").intValue()).isEqualTo(LIMITS.paramKey());
    assertThat(params.at("/additionalProperties/maxLength").intValue())
        .isEqualTo(LIMITS.paramValue());
  }

  @Test
  void ofTyping() {
    assertThat(
            components
                .at("/messages/reportTyping/payload/properties/data/properties/status/maxLength")
                .intValue())
        .isEqualTo(LIMITS.typingStatus());
  }

  @Test
  void inTheExampleOfHello() {
    Map<String, Integer> expected = new LinkedHashMap<>();
    expected.put("frameBytes", LIMITS.frameBytes());
    expected.put("messagesPerFrame", LIMITS.messagesPerFrame());
    expected.put("text", LIMITS.text());
    expected.put("params", LIMITS.params());
    expected.put("paramKey", LIMITS.paramKey());
    expected.put("paramValue", LIMITS.paramValue());
    expected.put("clientMessageId", LIMITS.clientMessageId());
    expected.put("fileId", LIMITS.fileId());
    expected.put("typingStatus", LIMITS.typingStatus());
    expected.put("rate", FrameRate.DEFAULT.perSecond());
    expected.put("burst", FrameRate.DEFAULT.burst());
    Map<String, Integer> found = new LinkedHashMap<>();
    components
        .at("/messages/hello/examples/0/payload/data/limits")
        .properties()
        .forEach(limit -> found.put(limit.getKey(), limit.getValue().intValue()));

    assertThat(found).isEqualTo(expected);
  }
}
