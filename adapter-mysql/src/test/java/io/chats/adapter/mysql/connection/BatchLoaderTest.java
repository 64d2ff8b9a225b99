package io.chats.adapter.mysql.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.mysql.TestNode;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchLoaderTest {

  private static final int MAX_KEYS = 4;
  private static final int SLOW = 0;
  private static final int AWAY = -2;

  private final Queue<Set<Integer>> asked = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final BatchLoader<Integer, Integer> batches =
      new BatchLoader<>(this::lookUp, MAX_KEYS, TestNode.threads());
  private volatile int value;

  @Test
  void batchesTheRequestsThatArriveDuringALookUp() {
    CompletableFuture<Map<Integer, Integer>> first = ask(SLOW);
    await().until(() -> asked.size() == 1);
    List<CompletableFuture<Map<Integer, Integer>>> others =
        IntStream.rangeClosed(1, MAX_KEYS).mapToObj(this::ask).toList();
    end.countDown();
    first.join();
    others.forEach(CompletableFuture::join);
    assertThat(asked.stream().mapToInt(Set::size).sum()).isEqualTo(MAX_KEYS + 1);
    assertThat(asked).hasSizeLessThan(MAX_KEYS + 1).allMatch(keys -> keys.size() <= MAX_KEYS);
  }

  /** A reply is never older than a change that was acknowledged before the request (spec 3). */
  @Test
  void looksUpAfterItWasAskedFor() {
    CompletableFuture<Map<Integer, Integer>> first = ask(SLOW);
    await().until(() -> asked.size() == 1);
    value = 1;
    CompletableFuture<Map<Integer, Integer>> second = ask(SLOW);
    end.countDown();
    assertThat(first.join()).containsEntry(SLOW, 0);
    assertThat(second.join()).containsEntry(SLOW, 1);
  }

  @Test
  void aSlowLookUpDelaysNoOtherCaller() {
    CompletableFuture<Map<Integer, Integer>> slow = ask(SLOW);
    await().until(() -> asked.size() == 1);
    await().untilAsserted(() -> assertThat(batches.find(List.of(1))).containsKey(1));
    assertThat(slow).isNotDone();
    end.countDown();
    slow.join();
  }

  /** Work that callers attach to their answers delays no later batch. */
  @Test
  void answersByATaskOfItsOwn() {
    BatchLoader<Integer, Integer> held = new BatchLoader<>(this::lookUp, MAX_KEYS, tasks::add);
    CompletableFuture<Map<Integer, Integer>> answer = held.ask(List.of(1));
    tasks.remove().run();
    assertThat(asked).hasSize(1);
    assertThat(answer).isNotDone();
    tasks.remove().run();
    assertThat(answer).isCompletedWithValue(Map.of(1, 0));
  }

  /** They fail without a look-up, and callers that came later are served. */
  @Test
  void doesNotLookUpForRequestsThatWaitedTooLong() {
    Duration patience = Duration.ofSeconds(2);
    BatchLoader<Integer, Integer> late =
        new BatchLoader<>(this::lookUp, MAX_KEYS, patience, tasks::add);
    CompletableFuture<Map<Integer, Integer>> first = late.ask(List.of(1));
    await().pollDelay(patience).until(() -> true);
    CompletableFuture<Map<Integer, Integer>> second = late.ask(List.of(2));
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
    assertThat(second).isCompletedWithValue(Map.of(2, 0));
    assertThatThrownBy(first::join).hasCauseInstanceOf(StoreUnavailableException.class);
    assertThat(asked).containsExactly(Set.of(2));
  }

  @Test
  void aFailureReachesItsOwnBatchOnly() {
    assertThatThrownBy(() -> batches.find(List.of(-1))).hasMessage("negative");
    assertThat(batches.find(List.of(1, 2))).containsOnlyKeys(1, 2);
  }

  /** One key that cannot be read fails its own request alone (spec G13). */
  @Test
  void aKeyThatCannotBeReadFailsAlone() {
    var answers = batchOf(batches(), List.of(List.of(1), List.of(2, -1), List.of(3)));
    assertThat(answers.get(0).join()).containsEntry(1, 0);
    assertThatThrownBy(answers.get(1)::join).hasRootCauseMessage("negative");
    assertThat(answers.get(2).join()).containsEntry(3, 0);
    assertThat(asked)
        .containsExactly(
            Set.of(1, 2, -1, 3), Set.of(1), Set.of(2, -1, 3), Set.of(2, -1), Set.of(3));
  }

  /** Repeating would only prolong it. */
  @Test
  void anOutageIsNotRepeated() {
    var answers = batchOf(batches(), List.of(List.of(1), List.of(AWAY), List.of(3)));
    assertThat(answers)
        .allSatisfy(answer ->
            assertThatThrownBy(answer::join).hasCauseInstanceOf(StoreUnavailableException.class));
    assertThat(asked).hasSize(1);
  }

  /** However many parts fail, each is tried only while somebody waits for it. */
  @Test
  void partsAreNotRepeatedForRequestsThatWaitedTooLong() {
    Duration patience = Duration.ofMillis(300);
    BatchLoader<Integer, Integer> failing =
        new BatchLoader<>(
            keys -> {
              asked.add(keys);
              await().pollDelay(patience).until(() -> true);
              throw new IllegalArgumentException("negative");
            },
            MAX_KEYS,
            patience,
            tasks::add);
    var answers = batchOf(failing, List.of(List.of(1), List.of(2), List.of(3)));
    assertThat(answers)
        .allSatisfy(answer ->
            assertThatThrownBy(answer::join).hasCauseInstanceOf(StoreUnavailableException.class));
    assertThat(asked).hasSize(1);
  }

  @Test
  void looksUpNothingForNone() {
    assertThat(batches.find(List.of())).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void saysSoWhenItsThreadsHaveEnded() {
    BatchLoader<Integer, Integer> ended =
        new BatchLoader<>(
            this::lookUp,
            MAX_KEYS,
            task -> {
              throw new RejectedExecutionException();
            });
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> ended.find(List.of(1)))
          .isInstanceOf(StoreUnavailableException.class);
    }
  }

  private BatchLoader<Integer, Integer> batches() {
    return new BatchLoader<>(this::lookUp, MAX_KEYS, tasks::add);
  }

  /** Has these requests looked up together. */
  private List<CompletableFuture<Map<Integer, Integer>>> batchOf(
      BatchLoader<Integer, Integer> loader, List<List<Integer>> requests) {
    var answers = requests.stream().map(loader::ask).toList();
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
    return answers;
  }

  private CompletableFuture<Map<Integer, Integer>> ask(int key) {
    return CompletableFuture.supplyAsync(() -> batches.find(List.of(key)), TestNode.threads());
  }

  private Map<Integer, Integer> lookUp(Set<Integer> keys) {
    int seen = value;
    asked.add(keys);
    if (keys.contains(-1)) {
      throw new IllegalArgumentException("negative");
    }
    if (keys.contains(AWAY)) {
      throw new StoreUnavailableException("away", null);
    }
    if (keys.contains(SLOW)) {
      awaitEnd();
    }
    return keys.stream().collect(Collectors.toMap(Function.identity(), key -> seen));
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
