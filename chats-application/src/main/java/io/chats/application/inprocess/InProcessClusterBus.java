package io.chats.application.inprocess;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** The cluster bus of a single node: a node never receives its own announcements. */
public final class InProcessClusterBus implements ClusterBus {

  private static final ClusterSubscription NOTHING_TO_END = () -> {};

  @Override
  public void announce(ChatAnnouncement announcement) {}

  @Override
  public void notify(UserId user, UserNotice notice) {}

  @Override
  public ClusterSubscription subscribe(ChatId chat, Consumer<ChatAnnouncement> listener) {
    return NOTHING_TO_END;
  }

  @Override
  public ClusterSubscription subscribe(UserId user, Consumer<UserNotice> listener) {
    return NOTHING_TO_END;
  }

  @Override
  public void onGap(Runnable listener) {}

  @Override
  public CompletionStage<List<SessionAnswer>> ask(SessionQuery query) {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public void onQuery(Function<SessionQuery, SessionAnswer> answerer) {}
}
