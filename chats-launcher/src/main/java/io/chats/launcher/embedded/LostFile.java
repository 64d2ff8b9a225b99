package io.chats.launcher.embedded;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the database's file could not be written, such as on a full disk, and has the pool
 * closed for good. H2 closes the database then, and would open it again when the pool has replaced
 * its connections one by one; what was committed to one that was opened so was seen to be missing
 * from the file later. A new process finds all that was acknowledged.
 */
final class LostFile implements SQLExceptionOverride {

  private static final Logger LOG = LoggerFactory.getLogger(LostFile.class);

  private final Runnable close;
  private final AtomicBoolean isLost = new AtomicBoolean();

  /**
   * @param close may block; run once, in a thread of its own
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
          "The embedded database is closed, since its file cannot be written: {}. Nothing that was"
              + " acknowledged is lost. Mend it, then start again",
          cause.getMessage());
      Thread.ofVirtual().name("close-database").start(close);
    }
  }
}
