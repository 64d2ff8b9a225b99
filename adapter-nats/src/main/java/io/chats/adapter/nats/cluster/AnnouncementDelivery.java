package io.chats.adapter.nats.cluster;

import io.chats.support.LogThrottle;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers announcements to listeners; a failing one harms no other. Used by one thread at a time.
 */
final class AnnouncementDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(AnnouncementDelivery.class);

  private final LogThrottle malformedLines = new LogThrottle(Duration.ofMinutes(1));
  private long malformed;

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
    malformed++;
    if (malformedLines.tryAcquire()) {
      LOG.warn("announcements that cannot be read: {} so far, the last: {}", malformed, reason);
    }
  }
}
