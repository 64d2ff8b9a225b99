package io.chats.application.delivery.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SyncLimiterTest {

  private final SyncLimiter turns = new SyncLimiter();
  private final List<CompletableFuture<Void>> started =
      Collections.synchronizedList(new ArrayList<>());

  @Test
  void startsSomeAndTheOthersAfterThem() {
    take(SyncLimiter.MOST + 2);
    assertThat(started).hasSize(SyncLimiter.MOST);
    started.get(0).complete(null);
    assertThat(started).hasSize(SyncLimiter.MOST + 1);
    started.get(1).completeExceptionally(new IllegalStateException("failed"));
    assertThat(started).hasSize(SyncLimiter.MOST + 2);
    started.forEach(sync -> sync.complete(null));
    take(SyncLimiter.MOST);
    assertThat(started).hasSize(2 * SyncLimiter.MOST + 2);
  }

  /** Clients that read slowly keep nobody out. */
  @Test
  void goesOnWithoutThoseThatTakeLong() {
    take(2 * SyncLimiter.MOST);
    await().untilAsserted(() -> assertThat(started).hasSize(2 * SyncLimiter.MOST));
    assertThat(started).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void anyNumberMayEndAtOnce() {
    for (int i = 0; i < 100_000; i++) {
      turns.take(() -> CompletableFuture.completedFuture(null));
    }
    take(SyncLimiter.MOST);
    assertThat(started).hasSize(SyncLimiter.MOST);
  }

  private void take(int count) {
    for (int i = 0; i < count; i++) {
      turns.take(() -> {
        CompletableFuture<Void> sync = new CompletableFuture<>();
        started.add(sync);
        return sync;
      });
    }
  }
}
