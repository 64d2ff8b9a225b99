package io.chats.adapter.websocket.handshake;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeBulkheadTest {

  private static final int MANY = 40;

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final HandshakeBulkhead bulkhead = new HandshakeBulkhead(timer);
  private final AtomicInteger inside = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void stop() {
    end.countDown();
    timer.shutdownNow();
  }

  /** A slow check of tokens keeps no other client waiting. */
  @Test
  void doesNotWaitForCallsThatTakeLong() {
    for (int i = 0; i < MANY; i++) {
      Thread.ofVirtual().start(() -> bulkhead.call(this::stay));
    }
    eventually().until(() -> inside.get() == MANY);
  }

  @Test
  void releasesEachPermitOnce() {
    for (int i = 0; i < MANY; i++) {
      assertThat(bulkhead.<Integer>call(() -> 1)).isOne();
    }
    assertThat(bulkhead.available()).isEqualTo(HandshakeBulkhead.SIZE);
  }

  private Integer stay() {
    inside.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 1;
  }
}
