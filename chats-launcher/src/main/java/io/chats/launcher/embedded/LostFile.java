package io.chats.launcher.embedded;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the pool for good when the database's file could not be written, such as on a full disk.
 * H2 closes the database then, and would open it again once the pool had replaced its connections
 * one by one; commits to a database that was reopened so were later missing from the file. A new
 * process finds all that was acknowledged.
 */
final class LostFile implements SQLExceptionOverride {

  private static final Logger LOG = LoggerFactory.getLogger(LostFile.class);

  private final Runnable close;
  private final AtomicBoolean isLost = new AtomicBoolean();

  /**
   * @param close closes the pool; run once, in a thread of its own, so it may block
   */
  LostFile(Runnable close) {
    this.close = close;
  }

  @java.lang.Override
  public Override adjudicate(SQLException failure) {
    Stream.<Throwable>iterate(failure, it -> it != null, Throwable::getCause)
        .filter(IOException.class::isInstance)
        .findFirst()
        .ifPresent(this::lost);
    return isLost.get() ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }

  private void lost(Throwable cause) {
    if (isLost.compareAndSet(false, true)) {
      LOG.error(
          "The embedded database is closed, since its file cannot be written: {}. Free disk space,"
              + " then restart. Nothing that was acknowledged is lost",
          cause.getMessage());
      Thread.ofVirtual().name("close-database").start(close);
    }
  }
}
