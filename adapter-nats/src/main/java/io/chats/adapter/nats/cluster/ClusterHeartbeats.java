package io.chats.adapter.nats.cluster;

import io.chats.adapter.nats.connection.Importance;
import io.chats.adapter.nats.connection.LinkListener;
import io.chats.adapter.nats.connection.NatsLink;
import io.chats.adapter.nats.json.Json;
import io.chats.support.LogThrottle;
import io.chats.support.PeriodicTask;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows whether this node hears the others over the bus. Each node announces itself every second on
 * one subject. A node that was heard and falls silent without a farewell has died, or NATS does not
 * carry its messages any more, for example since two of its servers have lost each other: which of
 * the two cannot be told from here. After a while such a node is taken for dead. Safe for use by
 * any thread.
 */
public final class ClusterHeartbeats implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterHeartbeats.class);

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** A node that was not heard for so long is silent: a pause of its process is shorter. */
  private static final Duration SILENT_AFTER = Duration.ofSeconds(5);

  /** A node that was not heard for so long is taken for dead. */
  private static final Duration DEAD_AFTER = Duration.ofMinutes(2);

  private static final Duration LOG_PAUSE = Duration.ofMinutes(1);

  /** More nodes than this are not remembered. */
  private static final int MAX_NODES = 10_000;

  private final NatsLink link;
  private final String subject;
  private final String node;
  private final Duration deadAfter;
  private final Map<String, Long> heardAt = new ConcurrentHashMap<>();
  private final LogThrottle malformedLines = new LogThrottle(LOG_PAUSE);
  private final PeriodicTask beat;
  private volatile Set<String> silent = Set.of();
  private long lastBeat;

  /**
   * Begins to announce this node.
   *
   * @param link a link on which a node does not receive its own messages
   * @param prefix the prefix of the subjects, as that of {@link NatsClusterBus}
   * @param node the name of this node, unique to it, also after a restart
   */
  public ClusterHeartbeats(
      NatsLink link,
      String prefix,
      String node,
      Executor executor,
      ScheduledExecutorService timer) {
    this(link, prefix, node, executor, timer, DEAD_AFTER);
  }

  /**
   * As above.
   *
   * @param deadAfter the time after which a silent node is taken for dead
   */
  ClusterHeartbeats(
      NatsLink link,
      String prefix,
      String node,
      Executor executor,
      ScheduledExecutorService timer,
      Duration deadAfter) {
    this.link = link;
    this.deadAfter = deadAfter;
    this.subject = prefix + ".nodes";
    this.node = node;
    this.lastBeat = System.nanoTime();
    link.listen(new Subscription());
    this.beat = new PeriodicTask(this::beat, PERIOD, executor, timer);
  }

  /** Returns whether no other node has fallen silent. */
  public boolean hearsAll() {
    return silent.isEmpty();
  }

  /** The names of the nodes that have fallen silent. */
  public Set<String> silent() {
    return silent;
  }

  /** Says farewell to the other nodes. */
  @Override
  public void close() {
    beat.close();
    announce(true);
  }

  private void beat() {
    announce(false);
    long now = System.nanoTime();
    if (now - lastBeat > SILENT_AFTER.toNanos() / 2) {
      hearAnew(); // this process stood still, and may not have handled what has arrived
    }
    lastBeat = now;
    if (link.state().up()) {
      compare(now);
    }
  }

  /** Gives all nodes time to be heard again. */
  private void hearAnew() {
    heardAt.replaceAll((name, at) -> System.nanoTime());
  }

  private void announce(boolean leaves) {
    byte[] beat =
        Json.object(json -> {
          json.writeStringField("node", node);
          json.writeBooleanField("leaves", leaves);
        });
    link.publish(subject, beat, Importance.LOW);
  }

  private void compare(long now) {
    Set<String> found = new TreeSet<>();
    new TreeMap<>(heardAt)
        .forEach((name, at) -> {
          if (now - at > deadAfter.toNanos()) {
            heardAt.remove(name, at);
            LOG.info("Node {} is taken for dead: it was not heard for {}", name, deadAfter);
          } else if (now - at > SILENT_AFTER.toNanos()) {
            found.add(name);
          }
        });
    logChanges(silent, found);
    silent = Set.copyOf(found);
  }

  private void logChanges(Set<String> before, Set<String> now) {
    for (String name : now) {
      if (!before.contains(name)) {
        LOG.warn(
            "Node {} is not heard any more: it died, or NATS does not carry its announcements to"
                + " this node",
            name);
      }
    }
    for (String name : before) {
      if (!now.contains(name) && heardAt.containsKey(name)) {
        LOG.info("Node {} is heard again", name);
      }
    }
  }

  private void receive(byte[] message) {
    try {
      RequiredFields.decoded(message, this::receive);
    } catch (MalformedAnnouncementException e) {
      if (malformedLines.tryAcquire()) {
        LOG.warn("A heartbeat of another node cannot be read: {}", e.getMessage());
      }
    }
  }

  private Void receive(RequiredFields fields) {
    String name = fields.text("node");
    if (fields.flag("leaves")) {
      heardAt.remove(name);
    } else if (heardAt.size() < MAX_NODES || heardAt.containsKey(name)) {
      heardAt.put(name, System.nanoTime());
    }
    return null;
  }

  private final class Subscription implements LinkListener {

    private volatile Dispatcher dispatcher;

    @Override
    public void connected(Connection connection) {
      // While this node was away it could hear nobody.
      hearAnew();
      dispatcher = connection.createDispatcher(message -> receive(message.getData()));
      dispatcher.subscribe(subject);
    }

    @Override
    public boolean resubscribe(String denied) {
      boolean isOurs = denied.equals(subject);
      if (isOurs) {
        dispatcher.unsubscribe(subject).subscribe(subject);
      }
      return isOurs;
    }
  }
}
