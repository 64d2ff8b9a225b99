package io.chats.application.inprocess;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import java.util.function.Consumer;

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
}
