package io.chats.adapter.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.model.Limits;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FrameDecoderPropertyTest {

  private final FrameDecoder decoder = new FrameDecoder(Limits.DEFAULT);

  @Property
  void everyTextIsAFrameOrIsRefused(@ForAll String text) {
    assertThat(isDecodedOrRefused(text)).isTrue();
  }

  @Property
  void everyJsonIsAFrameOrIsRefused(@ForAll("frames") String frame) {
    assertThat(isDecodedOrRefused(frame)).isTrue();
  }

  /** Catches refusals only: any other exception fails the property. */
  private boolean isDecodedOrRefused(String text) {
    try {
      return decoder.decode(text) != null;
    } catch (BadFrameException e) {
      return e.code() != null && !e.explanation().isEmpty();
    }
  }

  @Provide
  Arbitrary<String> frames() {
    return Combinators.combine(types(), JsonTexts.objects(JsonTexts.FIELDS))
        .as((type, data) -> "{\"type\":\"" + type + "\",\"data\":" + data + "}");
  }

  private static Arbitrary<String> types() {
    return Arbitraries.of("message", "messageStatus", "opponentStatus", "join", "typing", "ping");
  }
}
