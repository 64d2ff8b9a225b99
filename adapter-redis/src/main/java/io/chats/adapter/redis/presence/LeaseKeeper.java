package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.presence.PresenceScripts.NodeStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lease of this node. When the lease was lost, the node starts over as a new incarnation:
 * scripts of the old one that run late change nothing then. Also sends reports that could not be
 * sent before. Safe for use by any thread; does one thing at a time.
 */
final class LeaseKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private final LocalUserStates users;
  private final PresenceReporter reporter;
  private final PresenceScripts scripts;
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
      PresenceScripts scripts,
      Duration interval) {
    this.node = node;
    this.users = users;
    this.reporter = reporter;
    this.scripts = scripts;
    this.interval = interval;
  }

  /** A name that no other incarnation of any node has. */
  static String newName() {
    return UUID.randomUUID().toString();
  }

  /** Does what is due; blocks on Redis. Does nothing while another call is running. */
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

  /** Ends the lease, now or at the end of a run that has begun. Blocks on Redis. */
  void stop() {
    stopped = true;
    if (!running.get()) {
      retire();
    }
  }

  private void retire() {
    var unused = scripts.retire(node);
  }

  private void keep() {
    if (isDue()) {
      long start = System.nanoTime();
      Optional<NodeStatus> status = scripts.heartbeat(node, isNew);
      if (status.isEmpty()) {
        return; // Redis is away: the next run tries again
      }
      check(status.get());
      lastBeat = Optional.of(start);
    }
    if (users.hasPending() && !reporter.reportPending()) {
      LOG.debug("Not all of this node's users could be reported");
    }
  }

  private boolean isDue() {
    return lastBeat.filter(last -> System.nanoTime() - last < interval.toNanos()).isEmpty();
  }

  private void check(NodeStatus status) {
    boolean sameData = status.origin().equals(origin);
    boolean usersLost = status.enlisted() && status.users() == 0 && users.mustBeStored();
    origin = status.origin();
    if (status.enlisted() && !usersLost) {
      isNew = false;
      return;
    }
    boolean takenOver = sameData && !usersLost;
    LOG.info(
        "This node reports its users to Redis anew: {}",
        takenOver ? "its lease had ended" : "Redis has lost its data");
    startOver(takenOver);
  }

  private void startOver(boolean takenOver) {
    node = newName();
    isNew = true;
    users.startOver(node, takenOver);
    scripts.heartbeat(node, isNew).ifPresent(status -> isNew = !status.enlisted());
  }
}
