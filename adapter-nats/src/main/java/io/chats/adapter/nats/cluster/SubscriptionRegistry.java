package io.chats.adapter.nats.cluster;

import io.chats.adapter.nats.connection.LinkListener;
import io.chats.domain.port.ClusterBus.ClusterSubscription;
import io.chats.support.LogThrottle;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster subscriptions of this node: the listeners of each subject. NATS has a subscription to
 * a subject while there is a listener to it; it is made again with each new connection.
 * Announcements are delivered one at a time, as one dispatcher receives them all. Safe for use by
 * any thread.
 */
final class SubscriptionRegistry implements LinkListener {

  private static final Logger LOG = LoggerFactory.getLogger(SubscriptionRegistry.class);

  /** When more announcements wait for this node, it is behind. */
  private static final long MANY_WAITING = 4 * 1024;

  private final Map<String, List<Follower>> followers = new ConcurrentHashMap<>();
  private final Runnable onGap;
  private final LogThrottle malformedLines = new LogThrottle(Duration.ofMinutes(1));
  private volatile Dispatcher dispatcher;
  private long malformed;

  /**
   * @param onGap runs when announcements may have been lost; must not block
   */
  SubscriptionRegistry(Runnable onGap) {
    this.onGap = onGap;
  }

  ClusterSubscription add(String subject, Consumer<byte[]> listener) {
    Follower follower = new Follower(subject, listener);
    followers.compute(
        subject,
        (s, known) -> {
          List<Follower> all = known == null ? new CopyOnWriteArrayList<>() : known;
          all.add(follower);
          return all;
        });
    updateSubscription(subject);
    return follower;
  }

  /** Returns whether so many announcements wait that this node should do without signals. */
  boolean isBehind() {
    Dispatcher current = dispatcher;
    return current != null && current.getPendingMessageCount() > MANY_WAITING;
  }

  @Override
  public void connected(Connection connection) {
    DropDetector drops = new DropDetector();
    Dispatcher created = connection.createDispatcher(message -> deliver(message, drops));
    drops.watch(created);
    dispatcher = created;
    followers.keySet().forEach(this::updateSubscription);
  }

  @Override
  public void up() {
    onGap.run();
  }

  @Override
  public boolean resubscribe(String subject) {
    return followers.computeIfPresent(
            subject,
            (s, all) -> {
              subscribe(dispatcher, s, false);
              subscribe(dispatcher, s, true);
              return all;
            })
        != null;
  }

  /**
   * Subscribes when there are listeners to the subject, else unsubscribes; one caller at a time for
   * a subject, and once more when a new connection came in between.
   */
  private void updateSubscription(String subject) {
    Dispatcher[] used = new Dispatcher[1];
    do {
      followers.compute(
          subject,
          (s, all) -> {
            used[0] = dispatcher;
            subscribe(used[0], s, all != null);
            return all;
          });
    } while (!Objects.equals(used[0], dispatcher));
  }

  /** Does nothing where there is no connection: the next one subscribes again. */
  private static void subscribe(Dispatcher dispatcher, String subject, boolean wanted) {
    if (dispatcher == null || !dispatcher.isActive()) {
      return;
    }
    try {
      if (wanted) {
        dispatcher.subscribe(subject);
      } else {
        dispatcher.unsubscribe(subject);
      }
    } catch (IllegalStateException e) {
      // The connection was lost a moment ago.
    }
  }

  private void deliver(Message message, DropDetector drops) {
    List<Follower> all = followers.getOrDefault(message.getSubject(), List.of());
    all.forEach(follower -> deliver(message.getData(), follower.listener));
    drops.delivered();
  }

  /** A listener that fails must not keep the others from the announcement. */
  private void deliver(byte[] announcement, Consumer<byte[]> listener) {
    try {
      listener.accept(announcement);
    } catch (MalformedAnnouncementException e) {
      malformed++;
      if (malformedLines.tryAcquire()) {
        LOG.warn(
            "Announcements of other nodes cannot be read: {} so far, the last one: {}",
            malformed,
            e.getMessage());
      }
    } catch (Throwable e) {
      LOG.error("A listener to announcements failed", e);
    }
  }

  private final class Follower implements ClusterSubscription {

    private final String subject;
    private final Consumer<byte[]> listener;

    Follower(String subject, Consumer<byte[]> listener) {
      this.subject = subject;
      this.listener = listener;
    }

    @Override
    public void close() {
      followers.computeIfPresent(
          subject,
          (s, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
      updateSubscription(subject);
    }
  }

  /**
   * Detects that the library dropped messages because this node was too slow. The library drops
   * while its queue is full, so each drop is followed by deliveries: the drop is reported after one
   * of them, at most once a second, and at the latest when the queue is empty.
   */
  private final class DropDetector {

    private volatile Dispatcher dispatcher;
    private final LogThrottle reports = new LogThrottle(Duration.ofSeconds(1));
    private long reportedDrops;

    void watch(Dispatcher watched) {
      dispatcher = watched;
    }

    /** Called after each delivery, one at a time. */
    void delivered() {
      Dispatcher watched = dispatcher;
      long drops = watched == null ? 0 : watched.getDroppedCount();
      if (drops > reportedDrops
          && (watched.getPendingMessageCount() == 0 || reports.tryAcquire())) {
        reportedDrops = drops;
        onGap.run();
      }
    }
  }
}
