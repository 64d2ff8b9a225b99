package io.chats.adapter.mysql.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people why the database cannot be used: at once, then now and then for as long as calls
 * fail, not with every call. Safe for use by any thread.
 */
public final class OutageLog {

  private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

  /**
   * @param why in words of our own
   */
  public void tell(String why) {
    long now = System.nanoTime();
    long next = notBefore.get();
    if (now - next >= 0 && notBefore.compareAndSet(next, now + PAUSE.toNanos())) {
      LOG.warn("A call of the database failed: {}", why);
    }
  }
}
