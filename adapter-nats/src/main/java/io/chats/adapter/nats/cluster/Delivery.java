package io.chats.adapter.nats.cluster;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands announcements to listeners, none of which can harm another. One thread's at a time. */
final class Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final long NOW_AND_THEN = Duration.ofMinutes(1).toNanos();

  private long malformed;
  private long lastSaid;

  void deliver(byte[] announcement, Consumer<byte[]> listener) {
    try {
      listener.accept(announcement);
    } catch (MalformedAnnouncementException e) {
      noteMalformed(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("a listener to announcements failed", e);
    }
  }

  private void noteMalformed(String reason) {
    long now = System.nanoTime();
    if (malformed++ == 0 || now - lastSaid > NOW_AND_THEN) {
      lastSaid = now;
      LOG.warn("announcements that cannot be read: {} so far, the last: {}", malformed, reason);
    }
  }
}
