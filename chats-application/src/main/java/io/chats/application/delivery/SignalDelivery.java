package io.chats.application.delivery;

import io.chats.application.api.TypingTexts;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ClientEvent.Typing;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Delivers signals, which are not stored: typing and presence. */
record SignalDelivery(TypingTexts texts, RoomSessions sessions) {

  /** Sends a signal to the opponents of the user whom it is about, if that user takes part. */
  void deliver(ChatSignal signal, Conversation now) {
    now.participants()
        .active(signal.user())
        .flatMap(from -> event(signal, from, now))
        .ifPresent(event -> sessions.send(event, opponents(signal.user(), now)::contains));
  }

  private Optional<ClientEvent> event(ChatSignal signal, Subscription from, Conversation now) {
    return switch (signal.detail()) {
      case ChatSignal.Typing typing ->
          now.chat().isClosed() ? Optional.empty() : Optional.of(typing(signal, from, typing));
      case ChatSignal.PresenceChanged changed ->
          Optional.of(
              new OpponentStatus(
                  signal.chat(), List.of(new UserPresence(signal.user(), changed.presence()))));
    };
  }

  private Typing typing(ChatSignal signal, Subscription from, ChatSignal.Typing typing) {
    return new Typing(signal.chat(), signal.user(), texts.of(from.type()), typing.status());
  }

  private static Set<UserId> opponents(UserId user, Conversation now) {
    return now.participants().opponentsOf(user).stream()
        .map(Subscription::user)
        .collect(Collectors.toSet());
  }
}
