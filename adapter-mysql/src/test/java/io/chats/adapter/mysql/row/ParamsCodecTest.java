package io.chats.adapter.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ParamsCodecTest {

  private final ParamsCodec codec = new ParamsCodec();

  @Property
  void readsWhatItWrote(@ForAll Map<String, String> params) {
    Map<String, String> read = codec.read(codec.write(params));
    assertThat(List.copyOf(read.entrySet())).isEqualTo(List.copyOf(params.entrySet()));
  }

  @Test
  void needsNoColumnForNothing() {
    assertThat(codec.write(Map.of())).isEmpty();
    assertThat(codec.read(Optional.empty())).isEmpty();
  }

  @Test
  void writesJson() {
    assertThat(codec.write(Map.of("a", "\""))).contains("{\"a\":\"\\\"\"}");
  }

  @Test
  void doesNotRepeatWhatItCannotRead() {
    assertThatThrownBy(() -> codec.read(Optional.of("{\"a\": secret}")))
        .isInstanceOf(IllegalStateException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"))
        .satisfies(e -> assertThat(e).hasNoCause());
  }
}
