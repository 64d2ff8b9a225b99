package io.chats.adapter.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

  @Property
  void padsToAPowerOfTwoWithWhatIsThere(@ForAll @NotEmpty List<Integer> values) {
    List<Integer> padded = Placeholders.padded(values);
    assertThat(Integer.bitCount(padded.size())).isOne();
    assertThat(padded.size()).isBetween(values.size(), 2 * values.size() - 1);
    assertThat(padded.subList(0, values.size())).isEqualTo(values);
    assertThat(new HashSet<>(padded)).isEqualTo(new HashSet<>(values));
  }

  @Test
  void cutsLongListsOnly() {
    List<Integer> values = IntStream.range(0, 2 * Placeholders.MAX + 1).boxed().toList();
    assertThat(Placeholders.chunks(values)).extracting(List::size).containsExactly(512, 512, 1);
    assertThat(Placeholders.chunks(values.subList(0, 512))).hasSize(1);
    assertThat(Placeholders.chunks(List.of(1, 1, 2, 1))).containsExactly(List.of(1, 2));
    assertThat(Placeholders.chunks(List.of())).isEmpty();
  }

  @Test
  void writesMarks() {
    assertThat(Placeholders.marks(3)).isEqualTo("?,?,?");
    assertThat(Placeholders.times(2, "(?,?)", ",")).isEqualTo("(?,?),(?,?)");
  }
}
