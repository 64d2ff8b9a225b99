package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's lease, and begins anew under another name when it was lost: what was sent under
 * the old one and arrives late changes nothing then. Also reports what could not be reported
 * before. Safe for use by any thread; does one thing at a time.
 */
final class LeaseKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private final LocalUserStates users;
  private final PresenceReporter reporter;
  private final HeartbeatScript heartbeat;
  private final RetirementScript retirement;
  private final Duration interval;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile String node;
  private volatile boolean isNew = true;
  private volatile boolean stopped;
  private String origin = "";
  private Optional<Long> lastBeat = Optional.empty();

  LeaseKeeper(
      String node,
      LocalUserStates users,
      PresenceReporter reporter,
      RedisConnection redis,
      PresenceSettings settings) {
    this.node = node;
    this.users = users;
    this.reporter = reporter;
    this.heartbeat = new HeartbeatScript(redis, settings);
    this.retirement = new RetirementScript(redis, settings);
    this.interval = settings.heartbeat();
  }

  /** A name that no other incarnation of any node has. */
  static String newName() {
    return UUID.randomUUID().toString();
  }

  /** Does what is due; blocks on Redis. Does nothing while another call is at it. */
  void run() {
    if (!stopped && running.compareAndSet(false, true)) {
      try {
        keep();
      } finally {
        running.set(false);
        if (stopped) {
          retire();
        }
      }
    }
  }

  /** Gives the lease back, now or when what is being done is done. Blocks on Redis. */
  void stop() {
    stopped = true;
    if (!running.get()) {
      retire();
    }
  }

  private void retire() {
    var unused = retirement.run(node);
  }

  private void keep() {
    if (isDue()) {
      long start = System.nanoTime();
      if (!beat()) {
        return; // away: to be tried again with the next run
      }
      lastBeat = Optional.of(start);
    }
    if (users.owesReports() && !reporter.payUp()) {
      LOG.debug("Not all of this node's users could be reported");
    }
  }

  private boolean isDue() {
    return lastBeat.filter(last -> System.nanoTime() - last < interval.toNanos()).isEmpty();
  }

  private boolean beat() {
    Optional<HeartbeatScript.Pulse> pulse = heartbeat.beat(node, isNew);
    pulse.ifPresent(this::take);
    return pulse.isPresent();
  }

  private void take(HeartbeatScript.Pulse pulse) {
    boolean kept = pulse.origin().equals(origin);
    boolean lost = pulse.enlisted() && pulse.users() == 0 && users.mustBeKnown();
    origin = pulse.origin();
    if (pulse.enlisted() && !lost) {
      isNew = false;
      return;
    }
    LOG.info("This node begins anew in Redis: {}", why(kept, lost));
    startAnew(kept && !lost);
  }

  private void startAnew(boolean takenOver) {
    node = newName();
    isNew = true;
    users.startAnew(node, takenOver);
    heartbeat.beat(node, isNew).ifPresent(pulse -> isNew = !pulse.enlisted());
  }

  private static String why(boolean kept, boolean lost) {
    return kept && !lost ? "its lease had ended" : "the data were lost";
  }
}
