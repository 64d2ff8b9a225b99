package io.chats.adapter.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.FileId;
import io.chats.domain.model.Content;
import io.chats.domain.model.MessageType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class StoredTextTest {

  /** Connector/J sends what the JDK encodes. */
  @Property
  void storesWhatTheDriverWouldSend(
      @ForAll @CharRange(from = 'a', to = 'c') @CharRange(from = '\ud7fe', to = '\ue001')
          String text) {
    byte[] sent = text.getBytes(StandardCharsets.UTF_8);
    assertThat(StoredText.of(text)).isEqualTo(new String(sent, StandardCharsets.UTF_8));
  }

  @Test
  void replacesHalvesOfCharactersOnly() {
    assertThat(StoredText.of("a\ud83d\ude00b")).isEqualTo("a\ud83d\ude00b");
    assertThat(StoredText.of("\ude00\ud83d")).isEqualTo("??");
    assertThat(StoredText.of("\ud83d")).isEqualTo("?");
  }

  @Test
  void replacesThemInAllOfAContent() {
    Content broken =
        new Content(
            MessageType.DOCUMENT,
            "\ud800",
            Map.of("\ud801", "\ud802"),
            Optional.of(new FileId("\ud803")));
    assertThat(StoredText.of(broken))
        .isEqualTo(
            new Content(MessageType.DOCUMENT, "?", Map.of("?", "?"), Optional.of(new FileId("?"))));
  }
}
