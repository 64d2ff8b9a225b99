package io.chats.application.delivery.sync;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import java.util.Optional;

/** Tells which chat an event is of. */
final class EventChat {

  private EventChat() {}

  /** Empty for what is of no one chat. */
  static Optional<ChatId> of(ClientEvent event) {
    return switch (event) {
      case ClientEvent.MessagesPosted posted ->
          posted.messages().stream().findFirst().map(shown -> shown.message().chat());
      case ClientEvent.MessagesRead read -> Optional.of(read.chat());
      case ClientEvent.OpponentStatus status -> Optional.of(status.chat());
      case ClientEvent.Typing typing -> Optional.of(typing.chat());
      case ClientEvent.ChatChanged changed -> Optional.of(changed.chat());
      case ClientEvent.ConsultationUpdated updated -> Optional.empty();
      case ClientEvent.ClientGone gone -> Optional.empty();
      case ClientEvent.Custom custom -> Optional.empty();
      case ClientEvent.RequestFailed failed -> Optional.empty();
      case ClientEvent.Pong pong -> Optional.empty();
      case ClientEvent.Hello hello -> Optional.empty();
      case ClientEvent.Synced synced -> Optional.empty();
    };
  }
}
