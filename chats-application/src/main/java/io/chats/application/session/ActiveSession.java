package io.chats.application.session;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.OpenSession;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.delivery.sync.SyncQueue;
import io.chats.application.usecase.ReadMarkingService;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Limits;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.Presence;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.ChatStore.Marked;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Carries out the requests of one session, as its user. */
final class ActiveSession implements OpenSession {

  private final DeliverySession session;
  private final UserId user;
  private final GatewayService context;
  private final SyncQueue syncs;
  private final AtomicBoolean closed = new AtomicBoolean();

  ActiveSession(DeliverySession session, GatewayService context) {
    this.session = session;
    this.user = session.user();
    this.context = context;
    this.syncs = context.rooms().syncs(session);
  }

  @Override
  public CompletionStage<Void> placed() {
    return session.placed();
  }

  @Override
  public CompletionStage<List<PostResult>> post(ChatId chat, List<NewMessage> messages) {
    CompletableFuture<Void> post = session.beginPost();
    try {
      return context
          .posting()
          .post(chat, session, messages)
          .whenComplete((results, failure) -> post.complete(null))
          .exceptionallyCompose(failure -> CompletableFuture.failedStage(asToUser(failure)));
    } catch (RuntimeException e) {
      post.complete(null);
      throw e;
    }
  }

  @Override
  public void markRead(ChatId chat, MessageId upTo) {
    Marked marked = context.chats().markRead(chat, user, upTo, context.clock().instant());
    if (marked.moved()) {
      context.rooms().announce(ReadMarkingService.announcement(marked, user, upTo), session);
    } else {
      context.rooms().reply(marked, new MessagesRead(chat, upTo, user), session);
    }
  }

  @Override
  public void askOpponentStatus(ChatId chat) {
    List<UserId> opponents =
        require(chat).participants().opponentsOf(user).stream().map(Subscription::user).toList();
    Map<UserId, Presence> known = context.presence().of(opponents);
    List<UserPresence> users =
        opponents.stream()
            .map(it -> new UserPresence(it, known.getOrDefault(it, Presence.UNKNOWN)))
            .toList();
    session.send(new OpponentStatus(chat, users));
  }

  @Override
  public void typing(ChatId chat, String status) {
    if (Limits.exceeds(status, context.limits().typingStatus())) {
      throw new RefusedException(new Refusal.TooLong("status", context.limits().typingStatus()));
    }
    if (require(chat).chat().isClosed()) {
      throw new RefusedException(new Refusal.ChatIsClosed(chat));
    }
    context.rooms().announce(new ChatSignal(chat, user, new ChatSignal.Typing(status)));
  }

  @Override
  public CompletionStage<Void> sync(List<ChatPosition> listed) {
    return syncs.sync(listed);
  }

  @Override
  public void join(OrderId order) {
    context.consultations().joined(order, user);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      context.sessions().close(session);
    }
  }

  private Conversation require(ChatId chat) {
    Refusal refusal = new Refusal.NotAParticipant(chat, user);
    Conversation conversation =
        context.chats().find(chat).orElseThrow(() -> new RefusedException(refusal));
    conversation.requireActive(user);
    return conversation;
  }

  /** A user does not learn whether a chat exists in which they do not take part. */
  private Throwable asToUser(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RefusedException refused
            && refused.refusal() instanceof Refusal.NoSuchChat none
        ? new RefusedException(new Refusal.NotAParticipant(none.chat(), user))
        : cause;
  }
}
