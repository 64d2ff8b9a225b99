package io.chats.adapter.nats.bus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedTimeLimitTest {

  private static final Duration TIME = Duration.ofMillis(800);
  private static final Duration AT_LEAST = Duration.ofMillis(700);

  private final SharedTimeLimit limit =
      new SharedTimeLimit(TIME, task -> Thread.ofVirtual().start(task));

  @Test
  void failsFuturesThatAreNotDoneInTime() {
    long start = System.nanoTime();
    List<CompletableFuture<?>> late = Stream.generate(this::limited).limit(100).toList();
    late.forEach(future ->
        assertThat(future)
            .failsWithin(Duration.ofSeconds(10))
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(TimeoutException.class));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(AT_LEAST);
  }

  @Test
  void givesEachItsTime() {
    CompletableFuture<?> first = limited();
    await().pollDelay(TIME.dividedBy(2)).until(() -> true);
    long begun = System.nanoTime();
    CompletableFuture<Long> ended = limited().handle((done, late) -> System.nanoTime());
    await().until(ended::isDone);
    assertThat(Duration.ofNanos(ended.join() - begun)).isGreaterThan(AT_LEAST);
    assertThat(first).isDone();
  }

  /** Completed futures must not be kept in memory until their time is over. */
  @Test
  void keepsNothingThatIsDone() {
    SharedTimeLimit longLimit = new SharedTimeLimit(Duration.ofHours(1), Runnable::run);
    WeakReference<CompletableFuture<Object>> kept = doneUnder(longLimit);
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> {
          System.gc();
          return kept.get() == null;
        });
  }

  private static WeakReference<CompletableFuture<Object>> doneUnder(SharedTimeLimit limit) {
    CompletableFuture<Object> future = new CompletableFuture<>();
    limit.apply(future);
    future.complete(new Object());
    limit.apply(future); // once more, after it is done
    return new WeakReference<>(future);
  }

  private CompletableFuture<?> limited() {
    CompletableFuture<?> future = new CompletableFuture<>();
    limit.apply(future);
    return future;
  }
}
