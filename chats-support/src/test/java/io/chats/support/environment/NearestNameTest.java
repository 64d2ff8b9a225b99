package io.chats.support.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  @ParameterizedTest
  @CsvSource({
    "ORIGINS, ORIGINS, 0",
    "ORIGIN, ORIGINS, 1",
    "ORIGINSS, ORIGINS, 1",
    "ORIGIMS, ORIGINS, 1",
    "ORGIINS, ORIGINS, 1",
    "ROIGNIS, ORIGINS, 2",
    "PORTS, PORT, 1",
    "'', PORT, 4",
    "xyz, PORT, 4",
  })
  void isTheOneWithTheFewestDifferences(String name, String nearest, int distance) {
    assertThat(NearestName.to(name, List.of("PORT", "ORIGINS")))
        .contains(new NearestName(nearest, distance));
  }

  @Test
  void ofSeveralTheFirstInTheAlphabetCounts() {
    assertThat(NearestName.to("AC", List.of("AD", "AB"))).contains(new NearestName("AB", 1));
  }

  @Test
  void isNoneOfNone() {
    assertThat(NearestName.to("PORT", List.of())).isEmpty();
  }
}
