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

  @Property
  void readsWhatItWrote(@ForAll Map<String, String> params) {
    Map<String, String> read = ParamsCodec.read(ParamsCodec.write(params));
    assertThat(List.copyOf(read.entrySet())).isEqualTo(List.copyOf(params.entrySet()));
  }

  @Test
  void needsNoColumnForNothing() {
    assertThat(ParamsCodec.write(Map.of())).isEmpty();
    assertThat(ParamsCodec.read(Optional.empty())).isEmpty();
  }

  @Test
  void writesJson() {
    assertThat(ParamsCodec.write(Map.of("a", "\""))).contains("{\"a\":\"\\\"\"}");
  }

  @Test
  void doesNotQuoteAColumnThatItCannotRead() {
    assertThatThrownBy(() -> ParamsCodec.read(Optional.of("{\"a\": secret}")))
        .isInstanceOf(UnreadableRowException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"))
        .satisfies(e -> assertThat(e).hasNoCause());
  }
}
