package io.chats.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ContentTest {

  @Property
  void asAStringShowsItsTypeAndLengthOnly(
      @ForAll MessageType type, @ForAll String text, @ForAll Map<String, String> params) {
    Content content = new Content(type, text, params, Optional.of(new FileId("secret")));
    assertThat(content).hasToString("Content[" + type + ", " + text.length() + " chars]");
  }

  @Example
  void isNotRevealedByItsHolders() {
    Content content =
        new Content(MessageType.MESSAGE, "influenza", Map.of("dose", "3 mg"), Optional.empty());
    Message message =
        new Message(
            new MessageId(1),
            1,
            new ChatId(1),
            new UserId(1),
            UserType.DOCTOR,
            Optional.empty(),
            content,
            Instant.EPOCH,
            false);
    assertThat(message.toString() + new NewMessage(Optional.empty(), content))
        .doesNotContain("influenza", "dose", "3 mg");
  }

  @Example
  void keepsTheOrderOfItsParamsAndNotTheMap() {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("z", "1");
    params.put("a", "2");
    params.put("m", "3");
    Content content = new Content(MessageType.MESSAGE, "", params, Optional.empty());
    params.clear();
    assertThat(content.params())
        .containsExactly(Map.entry("z", "1"), Map.entry("a", "2"), Map.entry("m", "3"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> content.params().put("b", "4"));
  }
}
