package io.chats.adapter.nats.bus;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Posts are started in the order in which they came, also while a thread is held up (SPEC 3). */
class LanesOrderTest {

  private static final int LONGEST = 10;

  private final Lanes lanes = new Lanes(task -> Thread.ofVirtual().start(task), LONGEST);
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

  private Lanes.Task post(int number, boolean isHeldUp) {
    return new Lanes.Task() {
      @Override
      public Call.Kind kind() {
        return Call.Kind.POST;
      }

      @Override
      public CompletionStage<?> start() {
        if (isHeldUp) {
          heldUp.countDown();
          awaitGoOn();
        }
        started.add(number);
        return CompletableFuture.completedFuture(null);
      }
    };
  }

  private void awaitGoOn() {
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
