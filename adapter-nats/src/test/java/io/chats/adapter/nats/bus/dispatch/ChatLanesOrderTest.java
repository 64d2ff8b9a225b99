package io.chats.adapter.nats.bus.dispatch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests when tasks start, and on which thread (spec 3). */
class ChatLanesOrderTest {

  private static final int LONGEST = 10;

  private final ChatLanes lanes = new ChatLanes(task -> Thread.ofVirtual().start(task), LONGEST);
  private final List<Integer> started = new CopyOnWriteArrayList<>();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch heldUp = new CountDownLatch(1);

  @Test
  void keepTheirOrderWhenOneIsHeldUpBeforeItStarts() throws InterruptedException {
    lanes.add("chat", post(1, true));
    heldUp.await();
    lanes.add("chat", post(2, false));
    await().during(100, MILLISECONDS).until(started::isEmpty);
    goOn.countDown();
    await().untilAsserted(() -> assertThat(started).containsExactly(1, 2));
  }

  /** A task that does not block needs no thread. */
  @Test
  void startTasksThatDoNotBlockOnTheAddingThread() {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> end = new CompletableFuture<>();
    Supplier<CompletionStage<?>> read =
        () -> {
          threads.add(Thread.currentThread());
          return end;
        };
    lanes.add("chat", FakeTask.promptRead(read));
    lanes.add("chat", FakeTask.promptRead(read));
    lanes.add("chat", post(1, false));
    assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
    await().during(100, MILLISECONDS).until(started::isEmpty);
    end.complete(null);
    await().untilAsserted(() -> assertThat(started).containsExactly(1));
    await().until(lanes::isEmpty);
  }

  /**
   * A task that is added meanwhile may block, so it must not run on the thread that added a read.
   */
  @Test
  void neverBlockTheThreadThatAddsATaskThatDoesNot() throws InterruptedException {
    lanes.add(
        "chat",
        FakeTask.promptRead(() -> {
          lanes.add("chat", post(1, true));
          return CompletableFuture.completedFuture(null);
        }));
    heldUp.await();
    assertThat(started).isEmpty();
    goOn.countDown();
    await().untilAsserted(() -> assertThat(started).containsExactly(1));
    await().until(lanes::isEmpty);
  }

  private ChatLanes.Task post(int number, boolean isHeldUp) {
    return FakeTask.post(() -> {
      if (isHeldUp) {
        heldUp.countDown();
        awaitGoOn();
      }
      started.add(number);
    });
  }

  private void awaitGoOn() {
    try {
      assertThat(goOn.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
