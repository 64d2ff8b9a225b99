package io.chats.adapter.nats.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people that NATS went, now and then that it is still away, and that it is back; never one
 * line for each attempt, and never what a server or a URL says, which may hold a token. One
 * thread's.
 */
final class OutageLog {

  private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
  private static final Duration NOW_AND_THEN = Duration.ofMinutes(1);

  private final String link;
  private final String servers;
  private final Clock clock;
  private Instant awaySince;
  private Instant lastSaid;

  OutageLog(String link, String servers, Clock clock) {
    this.link = link;
    this.servers = servers;
    this.clock = clock;
  }

  /** It went, or an attempt to reach it failed. */
  void away(String reason) {
    Instant now = clock.instant();
    if (awaySince == null) {
      awaySince = now;
      say(now, reason);
    } else if (!now.isBefore(lastSaid.plus(NOW_AND_THEN))) {
      say(now, reason);
    }
  }

  void back() {
    if (awaySince == null) {
      LOG.info("NATS ({}) is there: {}", link, servers);
    } else {
      Duration away = Duration.between(awaySince, clock.instant());
      LOG.info("NATS ({}) is back after {} s: {}", link, away.toSeconds(), servers);
    }
    awaySince = null;
  }

  private void say(Instant now, String reason) {
    lastSaid = now;
    LOG.warn("NATS ({}) is away since {}: {}: {}", link, awaySince, servers, reason);
  }
}
