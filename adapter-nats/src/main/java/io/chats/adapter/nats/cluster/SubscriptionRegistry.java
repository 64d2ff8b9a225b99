package io.chats.adapter.nats.cluster;

import io.chats.adapter.nats.connection.LinkListener;
import io.chats.domain.port.ClusterBus.Following;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The cluster subscriptions of this node: the listeners of each subject. NATS has a subscription to
 * a subject while there is a listener to it; it is made again with each new connection.
 * Announcements are delivered one at a time, as one dispatcher receives them all. Safe for use by
 * any thread.
 */
final class SubscriptionRegistry implements LinkListener {

  private final Map<String, List<Follower>> followers = new ConcurrentHashMap<>();
  private final GapListeners gaps;
  private final AnnouncementDelivery delivery = new AnnouncementDelivery();
  private volatile ConnectionSubscriptions subscriptions = ConnectionSubscriptions.NONE;

  SubscriptionRegistry(GapListeners gaps) {
    this.gaps = gaps;
  }

  Following add(String subject, Consumer<byte[]> listener) {
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

  @Override
  public void connected(Connection connection) {
    DropDetector drops = new DropDetector(gaps::notifyAllListeners);
    Dispatcher dispatcher = connection.createDispatcher(message -> deliver(message, drops));
    drops.watch(dispatcher);
    subscriptions = new ConnectionSubscriptions(dispatcher);
    followers.keySet().forEach(this::updateSubscription);
  }

  @Override
  public void up() {
    gaps.notifyAllListeners();
  }

  /**
   * Subscribes when there are listeners to the subject, else unsubscribes; one caller at a time for
   * a subject, and once more when a new connection came in between.
   */
  private void updateSubscription(String subject) {
    ConnectionSubscriptions[] used = new ConnectionSubscriptions[1];
    do {
      followers.compute(
          subject,
          (s, all) -> {
            used[0] = subscriptions;
            used[0].set(s, all != null);
            return all;
          });
    } while (!used[0].equals(subscriptions));
  }

  private void deliver(Message message, DropDetector drops) {
    List<Follower> all = followers.getOrDefault(message.getSubject(), List.of());
    all.forEach(follower -> delivery.deliver(message.getData(), follower.listener));
    drops.delivered();
  }

  private final class Follower implements Following {

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
}
