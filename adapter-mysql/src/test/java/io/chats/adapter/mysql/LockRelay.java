package io.chats.adapter.mysql;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Acquires a lock again as soon as it has released it. */
final class LockRelay implements AutoCloseable {

  private static final long HOLD_MILLIS = 5;

  private final DataSource dataSource;
  private final String lock;
  private final AtomicInteger turns = new AtomicInteger();
  private final CompletableFuture<Void> end;
  private volatile boolean over;

  LockRelay(DataSource dataSource, String lock) {
    this.dataSource = dataSource;
    this.lock = lock;
    this.end = CompletableFuture.runAsync(this::run, TestNode.threads());
  }

  /** The number of times that it held the lock. */
  int turns() {
    return turns.get();
  }

  private void run() {
    while (!over) {
      try (OtherTransaction session = new OtherTransaction(dataSource)) {
        session.execute(lock);
        turns.incrementAndGet();
        TimeUnit.MILLISECONDS.sleep(HOLD_MILLIS);
      } catch (SQLException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    over = true;
    end.join();
  }
}
