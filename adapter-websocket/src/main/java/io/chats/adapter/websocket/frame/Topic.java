package io.chats.adapter.websocket.frame;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The subject of a signal, or of a state of a chat: a newer one of an equal topic supersedes it
 * (spec G8).
 */
sealed interface Topic {

  record TypingOf(ChatId chat, UserId user) implements Topic {}

  /** Holds the users too: a status of one opponent does not supersede one of all opponents. */
  record PresenceOf(ChatId chat, Set<UserId> users) implements Topic {}

  record StateOf(ChatId chat) implements Topic {}

  static Optional<Object> of(ClientEvent event) {
    return switch (event) {
      case ClientEvent.Typing typing -> Optional.of(new TypingOf(typing.chat(), typing.user()));
      case ClientEvent.OpponentStatus status -> Optional.of(presence(status));
      case ClientEvent.ChatChanged state when !state.left() ->
          Optional.of(new StateOf(state.chat()));
      default -> Optional.empty();
    };
  }

  private static Topic presence(ClientEvent.OpponentStatus status) {
    return new PresenceOf(
        status.chat(),
        status.users().stream()
            .map(ClientEvent.UserPresence::user)
            .collect(Collectors.toUnmodifiableSet()));
  }
}
