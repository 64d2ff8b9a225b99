package io.chats.application.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookupCacheTest {

  private static final int CALLERS = 8;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Integer, String> cache = new ConcurrentHashMap<>();
  private final List<Set<Integer>> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger misses = new AtomicInteger();

  @AfterEach
  void stop() {
    answer.countDown();
    threads.close();
  }

  @Test
  void asksOnlyForMissingKeysAndCachesThem() {
    answer.countDown();
    LookupCache<Integer, String> lookup = lookup();
    assertThat(lookup.find(Set.of(1, 2))).containsOnly(Map.entry(1, "v1"), Map.entry(2, "v2"));
    assertThat(lookup.find(Set.of(2, 3))).containsOnly(Map.entry(2, "v2"), Map.entry(3, "v3"));
    assertThat(lookup.find(Set.of(1, 2, 3))).hasSize(3);
    assertThat(lookup.find(Set.of())).isEmpty();
    assertThat(asked).containsExactly(Set.of(1, 2), Set.of(3));
  }

  @Test
  void asksOnceForAKeyThatManyCallersWant() {
    LookupCache<Integer, String> lookup = lookup();
    List<CompletableFuture<Map<Integer, String>>> callers =
        IntStream.range(0, CALLERS).mapToObj(i -> call(() -> lookup.find(Set.of(1)))).toList();
    await().until(() -> misses.get() == CALLERS);
    answer.countDown();
    assertThat(callers).allSatisfy(c -> assertThat(join(c)).containsOnly(Map.entry(1, "v1")));
    assertThat(asked).containsExactly(Set.of(1));
  }

  @Test
  void asksForTheRestWhileSomeKeysAreInFlight() {
    LookupCache<Integer, String> lookup = lookup();
    CompletableFuture<Map<Integer, String>> first = call(() -> lookup.find(Set.of(1, 2)));
    await().until(() -> asked.size() == 1);
    CompletableFuture<Map<Integer, String>> second = call(() -> lookup.find(Set.of(2, 3)));
    await().until(() -> asked.size() == 2);
    assertThat(asked).containsExactly(Set.of(1, 2), Set.of(3));
    answer.countDown();
    assertThat(join(first)).containsOnlyKeys(1, 2);
    assertThat(join(second)).containsOnlyKeys(2, 3);
  }

  /** Names are empty rather than a list is late; the next one has them. */
  @Test
  void returnsWhatIsThereInTimeAndCachesTheRestLater() {
    LookupCache<Integer, String> lookup = lookup();
    cache.put(1, "v1");
    Set<Integer> keys = Set.of(1, 2);
    assertThat(lookup.find(keys, Duration.ofMillis(20), threads)).containsOnlyKeys(1);
    assertThat(lookup.find(keys, Duration.ZERO, threads)).containsOnlyKeys(1);
    answer.countDown();
    await().until(() -> cache.containsKey(2));
    assertThat(lookup.find(keys, Duration.ZERO, threads)).containsOnlyKeys(1, 2);
    assertThat(asked).containsExactly(Set.of(2));
  }

  @Test
  void waitsForTheSourceWhileThereIsTime() {
    answer.countDown();
    assertThat(lookup().find(Set.of(1), Duration.ofSeconds(10), threads))
        .containsOnly(Map.entry(1, "v1"));
  }

  @Test
  void failsAllCallersWhenTheSourceFails() {
    letsNobodyHang(() -> {
      throw new IllegalStateException("nobody foresaw this");
    });
  }

  @Test
  void failsAllCallersWhenTheSourceDies() {
    letsNobodyHang(() -> {
      throw new StackOverflowError();
    });
  }

  @Test
  void failsForAKeyThatTheSourceLeavesOut() {
    LookupCache<Integer, String> lookup = lookup(keys -> Map.of(1, "v1"));
    assertThatThrownBy(() -> lookup.find(Set.of(1, 2)))
        .hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(lookup.find(Set.of(1))).containsOnly(Map.entry(1, "v1"));
  }

  private void letsNobodyHang(Runnable death) {
    AtomicInteger calls = new AtomicInteger();
    LookupCache<Integer, String> lookup =
        lookup(keys -> {
          if (calls.incrementAndGet() == 1) {
            awaitQuietly(answer);
            death.run();
          }
          return Map.of(1, "later");
        });
    CompletableFuture<?> owner = call(() -> lookup.find(Set.of(1)));
    await().until(() -> calls.get() == 1);
    CompletableFuture<?> waiter = call(() -> lookup.find(Set.of(1)));
    await().until(() -> misses.get() == 2);
    answer.countDown();
    assertThat(owner).failsWithin(10, TimeUnit.SECONDS);
    await().until(waiter::isDone);
    assertThat(lookup.find(Set.of(1))).containsOnly(Map.entry(1, "later"));
  }

  private LookupCache<Integer, String> lookup() {
    return lookup(keys -> {
      asked.add(new TreeSet<>(keys));
      awaitQuietly(answer);
      Map<Integer, String> values = new HashMap<>();
      keys.forEach(key -> values.put(key, "v" + key));
      return values;
    });
  }

  private LookupCache<Integer, String> lookup(Function<Set<Integer>, Map<Integer, String>> source) {
    return new LookupCache<>(this::cached, cache::putAll, source);
  }

  private Map<Integer, String> cached(Set<Integer> keys) {
    Map<Integer, String> found = new HashMap<>(cache);
    found.keySet().retainAll(keys);
    misses.addAndGet(keys.size() - found.size());
    return found;
  }

  private <T> CompletableFuture<T> call(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, threads);
  }

  private static <T> T join(CompletableFuture<T> call) {
    return call.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
