package com.example.clinic.adapter.hub;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A bus of a service's own, between the nodes of one process. One thread delivers all
 * announcements, so all nodes receive them in the same order.
 */
final class HubClusterBus implements ClusterBus {

  /** The part that all nodes share. */
  static final class Hub implements AutoCloseable {

    private final Map<Object, List<Follower<?>>> followers = new ConcurrentHashMap<>();
    private final Map<ClusterBus, Function<SessionQuery, SessionAnswer>> answerers =
        new ConcurrentHashMap<>();
    private final ExecutorService courier = Executors.newSingleThreadExecutor();

    ClusterBus newNode() {
      return new HubClusterBus(this);
    }

    @Override
    public void close() {
      courier.close();
    }
  }

  private record Follower<T>(ClusterBus node, Consumer<T> listener) {

    @SuppressWarnings("unchecked") // a chat has followers for announcements, a user for notices
    void receive(Object event) {
      try {
        listener.accept((T) event);
      } catch (RuntimeException e) {
        System.getLogger("bus").log(System.Logger.Level.ERROR, "a listener failed", e);
      }
    }
  }

  private final Hub hub;

  private HubClusterBus(Hub hub) {
    this.hub = hub;
  }

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
    return subscribe(chat, new Follower<>(this, listener));
  }

  @Override
  public ClusterSubscription subscribe(UserId user, Consumer<UserNotice> listener) {
    return subscribe(user, new Follower<>(this, listener));
  }

  /** Never calls the listener, since this bus loses nothing. */
  @Override
  public void onGap(Runnable listener) {}

  @Override
  public CompletionStage<List<SessionAnswer>> ask(SessionQuery query) {
    List<SessionAnswer> answers =
        hub.answerers.entrySet().stream()
            .filter(node -> node.getKey() != this)
            .flatMap(node -> answered(node.getValue(), query))
            .toList();
    return CompletableFuture.completedFuture(answers);
  }

  private static Stream<SessionAnswer> answered(
      Function<SessionQuery, SessionAnswer> answerer, SessionQuery query) {
    try {
      return Stream.of(answerer.apply(query));
    } catch (RuntimeException e) {
      System.getLogger("bus").log(System.Logger.Level.ERROR, "a query failed", e);
      return Stream.empty();
    }
  }

  @Override
  public void onQuery(Function<SessionQuery, SessionAnswer> answerer) {
    hub.answerers.put(this, answerer);
  }

  private void publish(Object about, Object event) {
    hub.courier.execute(() ->
        hub.followers.getOrDefault(about, List.of()).stream()
            .filter(follower -> follower.node() != this)
            .forEach(follower -> follower.receive(event)));
  }

  private ClusterSubscription subscribe(Object what, Follower<?> follower) {
    hub.followers.computeIfAbsent(what, key -> new CopyOnWriteArrayList<>()).add(follower);
    return () -> hub.followers.get(what).remove(follower);
  }
}
