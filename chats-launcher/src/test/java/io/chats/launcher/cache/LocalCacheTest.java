package io.chats.launcher.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalCacheTest {

  private static final String FAILURE = "";

  private final ManualTicker ticker = new ManualTicker();
  private final Map<String, String> far = new HashMap<>();
  private final List<Set<String>> asked = new ArrayList<>();
  private final LocalCache<String, String> near =
      new LocalCache<>(
          new CacheBounds(Duration.ofMinutes(1), 100),
          Function.identity(),
          String::isEmpty,
          new LocalCache.BackingCache<>(this::askFar, far::putAll),
          ticker);

  @Test
  void asksTheNextOnlyForWhatItDoesNotKnow() {
    far.put("b", "2");
    near.put(Map.of("a", "1"));
    assertThat(near.get(Set.of("a", "b", "c")))
        .containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
    assertThat(asked).containsExactly(Set.of("b", "c"));
  }

  @Test
  void doesNotAskTheNextCacheForWhatItHas() {
    near.put(Map.of("a", "1"));
    near.get(Set.of("a"));
    assertThat(asked).isEmpty();
  }

  @Test
  void keepsTheAnswersOfTheNextCache() {
    far.put("b", "2");
    near.get(Set.of("b"));
    assertThat(near.get(Set.of("b"))).containsOnly(Map.entry("b", "2"));
    assertThat(asked).hasSize(1);
  }

  @Test
  void remembersNoFailureForLongerThanTheNextDoes() {
    far.put("b", FAILURE);
    assertThat(near.get(Set.of("b"))).containsOnly(Map.entry("b", FAILURE));
    far.put("b", "2");
    assertThat(near.get(Set.of("b"))).containsOnly(Map.entry("b", "2"));
  }

  @Test
  void tellsTheNextWhatIsPut() {
    near.put(Map.of("a", "1", "b", FAILURE));
    assertThat(far).containsOnly(Map.entry("a", "1"), Map.entry("b", FAILURE));
  }

  @Test
  void forgetsBeforeTheNextDoes() {
    near.put(Map.of("a", "1"));
    far.put("a", "renamed");
    ticker.pass(Duration.ofMinutes(2));
    assertThat(near.get(Set.of("a"))).containsOnly(Map.entry("a", "renamed"));
  }

  @Test
  void isBounded() {
    Map<String, String> many =
        IntStream.range(0, 10_000)
            .mapToObj(String::valueOf)
            .collect(Collectors.toMap(Function.identity(), Function.identity()));
    near.put(many);
    near.get(many.keySet());
    assertThat(asked.getFirst()).hasSizeGreaterThanOrEqualTo(9_900);
  }

  @Test
  void hasBounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CacheBounds(Duration.ZERO, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CacheBounds(Duration.ofSeconds(1), 0));
  }

  private Map<String, String> askFar(Set<String> keys) {
    asked.add(Set.copyOf(keys));
    return far.entrySet().stream()
        .filter(e -> keys.contains(e.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
