package io.chats.application.session;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.OpenSession;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.delivery.sync.SyncQueue;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.NewMessage;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** What one session does, as its user. */
final class ActiveSession implements OpenSession {

  private final DeliverySession member;
  private final Sessions sessions;
  private final SessionActions actions;
  private final SyncQueue syncs;
  private final AtomicBoolean closed = new AtomicBoolean();

  ActiveSession(
      DeliverySession member, Sessions sessions, SessionActions actions, SyncQueue syncs) {
    this.member = member;
    this.sessions = sessions;
    this.actions = actions;
    this.syncs = syncs;
  }

  @Override
  public CompletionStage<Void> placed() {
    return member.placed();
  }

  @Override
  public CompletionStage<List<PostResult>> post(ChatId chat, List<NewMessage> messages) {
    return actions.post(member, chat, messages);
  }

  @Override
  public void markRead(ChatId chat, MessageId upTo) {
    actions.markRead(member, chat, upTo);
  }

  @Override
  public void askOpponentStatus(ChatId chat) {
    actions.askOpponentStatus(member, chat);
  }

  @Override
  public void typing(ChatId chat, String status) {
    actions.typing(member, chat, status);
  }

  @Override
  public CompletionStage<Void> sync(List<ChatPosition> listed) {
    return syncs.sync(listed);
  }

  @Override
  public void join(OrderId order) {
    actions.join(member, order);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      sessions.close(member);
    }
  }
}
