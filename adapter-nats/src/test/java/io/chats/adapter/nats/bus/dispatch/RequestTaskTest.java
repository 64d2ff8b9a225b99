package io.chats.adapter.nats.bus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.nats.bus.reply.EncodedReply;
import io.chats.support.Bulkhead;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Tests the transitions of a request that do not need an application; the API's tests have others.
 */
class RequestTaskTest {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final EncodedReply OUTCOME = EncodedReply.ok(new byte[] {1});

  private final AtomicInteger released = new AtomicInteger();
  private final RequestTask task =
      new RequestTask(
          "id",
          1_000,
          new RequestTask.Shared(
              new ErrorReplies((failure, where, ids) -> {}),
              Bulkhead.inOrder(1, LONG),
              Runnable::run));

  @Test
  void isNotReleasedWhenItWasNotAdmitted() {
    task.end(EncodedReply.TOO_LARGE);
    assertThat(task.replied()).isCompletedWithValue(EncodedReply.TOO_LARGE);
    assertThat(released).hasValue(0);
  }

  @Test
  void isReleasedBeforeItsCallerReceivesTheReply() {
    admit(new SharedTimeLimit(LONG, Runnable::run));
    CompletableFuture<Integer> atReply = task.replied().thenApply(reply -> released.get());
    task.end(OUTCOME);
    assertThat(atReply).isCompletedWithValue(1);
  }

  @Test
  void isReleasedOnce() {
    admit(new SharedTimeLimit(LONG, Runnable::run));
    task.end(OUTCOME);
    task.fail(new IllegalStateException());
    assertThat(released).hasValue(1);
    assertThat(task.replied()).isCompletedWithValue(OUTCOME);
  }

  @Test
  void isOutstandingUntilItsTurnComesWhenItWasGivenUp() {
    admit(new SharedTimeLimit(Duration.ofMillis(20), Runnable::run));
    assertThat(task.replied()).succeedsWithin(LONG).isEqualTo(EncodedReply.OVERLOADED);
    assertThat(released).hasValue(0);
    task.end(OUTCOME);
    assertThat(released).hasValue(1);
    assertThat(task.replied()).isCompletedWithValue(EncodedReply.OVERLOADED);
  }

  /** The time limit ends between the end of the work and its reply. */
  @Test
  void keepsItsOutcomeWhenTheTimeLimitEndsAtThatMoment() {
    CountDownLatch expired = new CountDownLatch(1);
    SharedTimeLimit limit =
        new SharedTimeLimit(
            Duration.ofMillis(20),
            expiry -> {
              expiry.run();
              expired.countDown();
            });
    task.admitted(limit, () -> await(expired));
    task.end(OUTCOME);
    assertThat(task.replied()).isCompletedWithValue(OUTCOME);
  }

  private void admit(SharedTimeLimit limit) {
    task.admitted(limit, released::incrementAndGet);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
