package io.chats.application.usecase;

import io.chats.application.api.ChatAdministration;
import io.chats.application.delivery.Rooms;
import io.chats.domain.event.ChatChange;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Conversation.Decision;
import io.chats.domain.model.Limits;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.ChatStore.Changed;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Stores changes of chats, then announces them and notifies the users whom they concern.
 *
 * @param membershipListener is notified when the participation of a user in a chat has changed
 */
public record AdministrationService(
    ChatStore chats,
    Rooms rooms,
    BiConsumer<UserId, ChatId> membershipListener,
    Limits limits,
    Clock clock)
    implements ChatAdministration {

  @Override
  public ChatId open(OrderId order, Optional<RequestId> request) {
    request
        .filter(id -> Limits.exceeds(id.value(), limits.requestId()))
        .ifPresent(id -> {
          throw new RefusedException(new Refusal.TooLong("request_id", limits.requestId()));
        });
    return chats.open(order, request, clock.instant());
  }

  @Override
  public void subscribe(ChatId chat, UserId user, UserType type) {
    changeParticipants(
        chat, conversation -> conversation.subscribe(user, type, limits.participants()));
  }

  @Override
  public void unsubscribe(ChatId chat, UserId user) {
    changeParticipants(chat, conversation -> conversation.unsubscribe(user));
  }

  @Override
  public void handOver(ChatId chat, UserId oldUser, UserId newUser) {
    changeParticipants(chat, conversation -> conversation.handOver(oldUser, newUser));
  }

  @Override
  public void close(ChatId chat) {
    change(chat, Conversation::close, new ChatChange.Closed());
  }

  private void changeParticipants(ChatId chat, Function<Conversation, Optional<Decision>> rule) {
    change(chat, rule, new ChatChange.ParticipantsChanged());
  }

  private void change(
      ChatId chat, Function<Conversation, Optional<Decision>> rule, ChatChange.Detail what) {
    Changed changed = chats.change(chat, clock.instant(), rule);
    if (changed.isChange()) {
      rooms.announce(announcement(changed, what));
      changed.affected().forEach(user -> membershipListener.accept(user, chat));
    }
  }

  private static ChatChange announcement(Changed changed, ChatChange.Detail what) {
    Chat after = changed.after().chat();
    return new ChatChange(
        after.id(),
        changed.before().chat().version(),
        after.version(),
        after.participantsVersion(),
        what);
  }
}
