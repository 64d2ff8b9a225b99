package io.chats.testing.inmemory;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A bus that carries announcements between nodes. Those of one node arrive in order, those of
 * several in any order, and some are lost.
 */
public final class InMemoryBus {

  private final Executor carrier;
  private final BooleanSupplier loss;
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private volatile boolean cut;

  /**
   * Creates a bus without nodes.
   *
   * @param carrier runs each delivery as a task
   * @param loss whether the next announcement is lost
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

  /** Loses all announcements from now on. */
  public void cut() {
    cut = true;
  }

  /** Carries announcements again, and reports the gap to the nodes. */
  public void restore() {
    cut = false;
    nodes.forEach(node -> node.gapListeners.forEach(carrier::execute));
  }

  /** The number of subscriptions of all nodes. */
  public int followings() {
    return nodes.stream().mapToInt(node -> node.subscriptions.size()).sum();
  }

  /** A subscription to a chat or a user. */
  private record Subscription<T>(Object what, Consumer<T> listener) {}

  private final class Node implements ClusterBus {

    private final List<Subscription<?>> subscriptions = new CopyOnWriteArrayList<>();
    private final List<Runnable> gapListeners = new CopyOnWriteArrayList<>();
    private final Map<Node, OrderedExecutor> links = new ConcurrentHashMap<>();
    private volatile Optional<Function<SessionQuery, SessionAnswer>> answerer = Optional.empty();

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
      return subscribe(new Subscription<>(chat, listener));
    }

    @Override
    public ClusterSubscription subscribe(UserId user, Consumer<UserNotice> listener) {
      return subscribe(new Subscription<>(user, listener));
    }

    @Override
    public void onGap(Runnable listener) {
      gapListeners.add(listener);
    }

    @Override
    public CompletionStage<List<SessionAnswer>> ask(SessionQuery query) {
      List<SessionAnswer> answers =
          nodes.stream()
              .filter(node -> node != this && !cut)
              .flatMap(node -> node.answerer.stream())
              .flatMap(answerer -> answered(answerer, query))
              .toList();
      return CompletableFuture.completedFuture(answers);
    }

    private static Stream<SessionAnswer> answered(
        Function<SessionQuery, SessionAnswer> answerer, SessionQuery query) {
      try {
        return Stream.of(answerer.apply(query));
      } catch (IllegalStateException e) {
        return Stream.empty(); // as a node that does not answer
      }
    }

    @Override
    public void onQuery(Function<SessionQuery, SessionAnswer> how) {
      answerer = Optional.of(how);
    }

    private ClusterSubscription subscribe(Subscription<?> what) {
      subscriptions.add(what);
      return () -> subscriptions.remove(what);
    }

    private void publish(Object what, Object event) {
      for (Node node : nodes) {
        if (node != this && !cut && !loss.getAsBoolean()) {
          links
              .computeIfAbsent(node, n -> new OrderedExecutor(carrier))
              .execute(() -> node.receive(what, event));
        }
      }
    }

    private synchronized void receive(Object what, Object event) {
      subscriptions.stream().filter(f -> f.what().equals(what)).forEach(f -> receive(f, event));
    }

    @SuppressWarnings("unchecked") // a chat has listeners for announcements, a user for notices
    private static <T> void receive(Subscription<T> subscription, Object event) {
      try {
        subscription.listener().accept((T) event);
      } catch (IllegalStateException e) {
        return; // the failure of one listener must not affect others
      }
    }
  }
}
