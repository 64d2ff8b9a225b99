package io.chats.application.session;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.OpenSession;
import io.chats.application.delivery.Rooms;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.usecase.PostingService;
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
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.ChatStore.Marked;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What sessions can do, for whose contract see {@link OpenSession}. Safe for use by any thread. */
public final class SessionActions {

  private final ChatStore chats;
  private final PostingService posting;
  private final Rooms rooms;
  private final PresenceRegistry presence;
  private final ConsultationService consultations;
  private final Limits limits;
  private final Clock clock;

  public SessionActions(
      ChatStore chats,
      PostingService posting,
      Rooms rooms,
      PresenceRegistry presence,
      ConsultationService consultations,
      Limits limits,
      Clock clock) {
    this.chats = chats;
    this.posting = posting;
    this.rooms = rooms;
    this.presence = presence;
    this.consultations = consultations;
    this.limits = limits;
    this.clock = clock;
  }

  CompletionStage<List<PostResult>> post(
      DeliverySession member, ChatId chat, List<NewMessage> messages) {
    UserId author = member.user();
    CompletableFuture<Void> post = member.posts().begin();
    try {
      return posting
          .post(chat, member, messages)
          .whenComplete((results, failure) -> post.complete(null))
          .exceptionallyCompose(
              failure -> CompletableFuture.failedStage(asToUser(failure, author)));
    } catch (RuntimeException e) {
      post.complete(null);
      throw e;
    }
  }

  void markRead(DeliverySession member, ChatId chat, MessageId upTo) {
    UserId reader = member.user();
    Marked marked = chats.markRead(chat, reader, upTo, clock.instant());
    if (marked.moved()) {
      rooms.announce(ReadMarkingService.announcement(marked, reader, upTo), member);
    } else {
      rooms.answer(marked, new MessagesRead(chat, upTo, reader), member);
    }
  }

  void askOpponentStatus(DeliverySession member, ChatId chat) {
    UserId asker = member.user();
    List<UserId> opponents =
        require(chat, asker).participants().opponentsOf(asker).stream()
            .map(Subscription::user)
            .toList();
    Map<UserId, Presence> known = presence.of(opponents);
    List<UserPresence> users = opponents.stream().map(user -> presenceOf(user, known)).toList();
    member.send(new OpponentStatus(chat, users));
  }

  void typing(DeliverySession member, ChatId chat, String status) {
    UserId user = member.user();
    if (Limits.exceeds(status, limits.typingStatus())) {
      throw new RefusedException(new Refusal.TooLong("status", limits.typingStatus()));
    }
    if (require(chat, user).chat().isClosed()) {
      throw new RefusedException(new Refusal.ChatIsClosed(chat));
    }
    rooms.announce(new ChatSignal(chat, user, new ChatSignal.Typing(status)));
  }

  void join(DeliverySession member, OrderId order) {
    consultations.joined(order, member.user());
  }

  private Conversation require(ChatId chat, UserId user) {
    Refusal refusal = new Refusal.NotAParticipant(chat, user);
    Conversation conversation = chats.find(chat).orElseThrow(() -> new RefusedException(refusal));
    conversation.requireActive(user);
    return conversation;
  }

  /** A user is not told whether a chat exists in which they do not take part. */
  private static Throwable asToUser(Throwable failure, UserId user) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RefusedException refused
            && refused.refusal() instanceof Refusal.NoSuchChat none
        ? new RefusedException(new Refusal.NotAParticipant(none.chat(), user))
        : cause;
  }

  private static UserPresence presenceOf(UserId user, Map<UserId, Presence> known) {
    return new UserPresence(user, known.getOrDefault(user, Presence.UNKNOWN));
  }
}
