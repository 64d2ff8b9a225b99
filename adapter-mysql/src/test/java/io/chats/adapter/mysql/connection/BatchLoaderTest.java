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

  private final Queue<Set<Integer>> asked = new ConcurrentLinkedQueue<>();
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
    Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
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
    Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
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

  private CompletableFuture<Map<Integer, Integer>> ask(int key) {
    return CompletableFuture.supplyAsync(() -> batches.find(List.of(key)), TestNode.threads());
  }

  private Map<Integer, Integer> lookUp(Set<Integer> keys) {
    int seen = value;
    asked.add(keys);
    if (keys.contains(-1)) {
      throw new IllegalArgumentException("negative");
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
