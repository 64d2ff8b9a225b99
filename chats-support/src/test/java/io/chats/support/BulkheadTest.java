package io.chats.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BulkheadTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void noMoreCallsThanPermits() {
    Bulkhead bulkhead = Bulkhead.inAnyOrder(2, Duration.ZERO);
    assertThat(bulkhead.acquire(1)).isTrue();
    assertThat(bulkhead.acquire(1)).isTrue();
    assertThat(bulkhead.acquire(1)).isFalse();
    assertThat(bulkhead.available()).isZero();
    bulkhead.release(1);
    assertThat(bulkhead.acquire(1)).isTrue();
  }

  @Test
  void aCallThatNeedsMoreThanThereIsGetsAll() {
    Bulkhead bulkhead = Bulkhead.inOrder(10, Duration.ZERO);
    assertThat(bulkhead.acquire(1000)).isTrue();
    assertThat(bulkhead.acquire(1)).isFalse();
    bulkhead.release(1000);
    assertThat(bulkhead.available()).isEqualTo(10);
  }

  @Test
  void noPermitsAreAlwaysThere() {
    Bulkhead bulkhead = Bulkhead.inOrder(1, Duration.ZERO);
    assertThat(bulkhead.acquire(1)).isTrue();
    assertThat(bulkhead.acquire(0)).isTrue();
    bulkhead.release(0);
    assertThat(bulkhead.available()).isZero();
  }

  @Test
  void waitingCallsGetPermitsInOrderAndAreNotOvertaken() throws InterruptedException {
    Bulkhead bulkhead = Bulkhead.inOrder(2, LONG);
    assertThat(bulkhead.acquire(2)).isTrue();
    List<String> order = new CopyOnWriteArrayList<>();
    Thread first = waiter(bulkhead, 2, "first", order);
    Thread second = waiter(bulkhead, 1, "second", order);
    bulkhead.release(1);
    assertThat(bulkhead.acquireNow(1)).isFalse();
    bulkhead.release(1);
    first.join();
    second.join();
    assertThat(order).containsExactly("first", "second");
  }

  @Test
  void aCallReleasesItsPermitAlsoWhenItFails() {
    Bulkhead bulkhead = Bulkhead.inAnyOrder(1, Duration.ZERO);
    assertThat(bulkhead.call(() -> Optional.of(1))).contains(1);
    assertThat(bulkhead.call(() -> bulkhead.call(() -> Optional.of(2)))).isEmpty();
    try {
      bulkhead.call(() -> {
        throw new IllegalStateException("the call's own");
      });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("the call's own");
    }
    assertThat(bulkhead.available()).isEqualTo(1);
  }

  @Test
  void anInterruptedCallGetsNoneAndStaysInterrupted() throws InterruptedException {
    Bulkhead bulkhead = Bulkhead.inOrder(1, LONG);
    assertThat(bulkhead.acquire(1)).isTrue();
    AtomicReference<String> outcome = new AtomicReference<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(() ->
                outcome.set(bulkhead.acquire(1) + " " + Thread.currentThread().isInterrupted()));
    waiting.interrupt();
    waiting.join();
    assertThat(outcome).hasValue("false true");
  }

  private static Thread waiter(Bulkhead bulkhead, int wanted, String name, List<String> order) {
    Thread thread =
        new Thread(() -> {
          if (bulkhead.acquire(wanted)) {
            order.add(name);
            bulkhead.release(wanted);
          }
        });
    thread.start();
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }
}
