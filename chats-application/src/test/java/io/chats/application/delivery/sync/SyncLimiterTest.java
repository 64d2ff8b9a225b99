package io.chats.application.delivery.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SyncLimiterTest {

  private final SyncLimiter limiter = new SyncLimiter();
  private final List<CompletableFuture<Void>> started =
      Collections.synchronizedList(new ArrayList<>());

  @Test
  void startsSomeSyncsAndTheOthersAfterThem() {
    start(SyncLimiter.MAX_RUNNING + 2);
    assertThat(started).hasSize(SyncLimiter.MAX_RUNNING);
    started.get(0).complete(null);
    assertThat(started).hasSize(SyncLimiter.MAX_RUNNING + 1);
    started.get(1).completeExceptionally(new IllegalStateException("failed"));
    assertThat(started).hasSize(SyncLimiter.MAX_RUNNING + 2);
    started.forEach(sync -> sync.complete(null));
    start(SyncLimiter.MAX_RUNNING);
    assertThat(started).hasSize(2 * SyncLimiter.MAX_RUNNING + 2);
  }

  /** Clients that read slowly do not delay other syncs. */
  @Test
  void startsOthersWhenSyncsTakeLong() {
    start(2 * SyncLimiter.MAX_RUNNING);
    await().untilAsserted(() -> assertThat(started).hasSize(2 * SyncLimiter.MAX_RUNNING));
    assertThat(started).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void manySyncsMayEndAtOnce() {
    for (int i = 0; i < 100_000; i++) {
      limiter.start(() -> CompletableFuture.completedFuture(null));
    }
    start(SyncLimiter.MAX_RUNNING);
    assertThat(started).hasSize(SyncLimiter.MAX_RUNNING);
  }

  private void start(int count) {
    for (int i = 0; i < count; i++) {
      limiter.start(() -> {
        CompletableFuture<Void> sync = new CompletableFuture<>();
        started.add(sync);
        return sync;
      });
    }
  }
}
