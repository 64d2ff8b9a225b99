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
 * Who follows which subject. A subject is subscribed to while anybody follows it, again with each
 * new connection. All that arrives goes through one dispatcher, so one at a time.
 */
final class SubscriptionRegistry implements LinkListener {

  private final Map<String, List<Follower>> followers = new ConcurrentHashMap<>();
  private final GapListeners losses;
  private final AnnouncementDelivery delivery = new AnnouncementDelivery();
  private volatile Subscriptions subscriptions = Subscriptions.NONE;

  SubscriptionRegistry(GapListeners losses) {
    this.losses = losses;
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
    subscribeAsFollowed(subject);
    return follower;
  }

  @Override
  public void connected(Connection connection) {
    DropDetector watch = new DropDetector(losses::tell);
    Dispatcher dispatcher = connection.createDispatcher(message -> deliver(message, watch));
    watch.watch(dispatcher);
    subscriptions = new Subscriptions(dispatcher);
    followers.keySet().forEach(this::subscribeAsFollowed);
  }

  @Override
  public void up() {
    losses.tell();
  }

  /**
   * Makes the subscription agree with whether the subject is followed, one caller at a time for a
   * subject; once more where a new connection came in between.
   */
  private void subscribeAsFollowed(String subject) {
    Subscriptions[] used = new Subscriptions[1];
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

  private void deliver(Message message, DropDetector watch) {
    List<Follower> all = followers.getOrDefault(message.getSubject(), List.of());
    all.forEach(follower -> delivery.deliver(message.getData(), follower.listener));
    watch.delivered();
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
      subscribeAsFollowed(subject);
    }
  }
}
