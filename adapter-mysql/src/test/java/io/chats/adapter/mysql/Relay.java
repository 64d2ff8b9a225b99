package io.chats.adapter.mysql;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Somebody who asks for a lock again as soon as they have given it back. */
final class Relay implements AutoCloseable {

  private static final long HOLD_MILLIS = 5;

  private final DataSource dataSource;
  private final String lock;
  private final AtomicInteger turns = new AtomicInteger();
  private final CompletableFuture<Void> end;
  private volatile boolean over;

  Relay(DataSource dataSource, String lock) {
    this.dataSource = dataSource;
    this.lock = lock;
    this.end = CompletableFuture.runAsync(this::run, TestNode.threads());
  }

  /** How often it had the lock. */
  int turns() {
    return turns.get();
  }

  private void run() {
    while (!over) {
      try (OtherSession session = new OtherSession(dataSource)) {
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
