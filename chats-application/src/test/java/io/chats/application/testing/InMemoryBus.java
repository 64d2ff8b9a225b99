package io.chats.application.testing;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Carries announcements between nodes: those of one node in order, of several in any, and some of
 * them nowhere.
 */
public final class InMemoryBus {

  private final Executor carrier;
  private final BooleanSupplier loss;
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private volatile boolean cut;

  /**
   * @param carrier delivers, each announcement as a task
   * @param loss whether the next announcement goes nowhere
   */
  public InMemoryBus(Executor carrier, BooleanSupplier loss) {
    this.carrier = carrier;
    this.loss = loss;
  }

  public ClusterBus newNode() {
    Node node = new Node();
    nodes.add(node);
    return node;
  }

  /** Loses everything from now on. */
  public void cut() {
    cut = true;
  }

  /** Works again, and says so. */
  public void restore() {
    cut = false;
    nodes.forEach(node -> node.lossListeners.forEach(carrier::execute));
  }

  /** How much is followed, by all nodes. */
  public int followings() {
    return nodes.stream().mapToInt(node -> node.followed.size()).sum();
  }

  /** What is followed: chats and users. */
  private record Followed<T>(Object what, Consumer<T> listener) {}

  private final class Node implements ClusterBus {

    private final List<Followed<?>> followed = new CopyOnWriteArrayList<>();
    private final List<Runnable> lossListeners = new CopyOnWriteArrayList<>();
    private final Map<Node, Fifo> links = new ConcurrentHashMap<>();

    @Override
    public void announce(ChatAnnouncement announcement) {
      publish(announcement.chat(), announcement);
    }

    @Override
    public void notify(UserId user, UserNotice notice) {
      publish(user, notice);
    }

    @Override
    public ClusterSubscription subscribe(ChatId chat, Consumer<ChatAnnouncement> listener) {
      return subscribe(new Followed<>(chat, listener));
    }

    @Override
    public ClusterSubscription subscribe(UserId user, Consumer<UserNotice> listener) {
      return subscribe(new Followed<>(user, listener));
    }

    @Override
    public void onGap(Runnable listener) {
      lossListeners.add(listener);
    }

    private ClusterSubscription subscribe(Followed<?> what) {
      followed.add(what);
      return () -> followed.remove(what);
    }

    private void publish(Object what, Object said) {
      for (Node node : nodes) {
        if (node != this && !cut && !loss.getAsBoolean()) {
          links.computeIfAbsent(node, n -> new Fifo(carrier)).execute(() -> node.hear(what, said));
        }
      }
    }

    private synchronized void hear(Object what, Object said) {
      followed.stream().filter(f -> f.what().equals(what)).forEach(f -> hear(f, said));
    }

    @SuppressWarnings("unchecked") // chats are followed for announcements, users for notices
    private static <T> void hear(Followed<T> following, Object said) {
      try {
        following.listener().accept((T) said);
      } catch (IllegalStateException e) {
        return; // a listener's own failure harms nobody else
      }
    }
  }
}
