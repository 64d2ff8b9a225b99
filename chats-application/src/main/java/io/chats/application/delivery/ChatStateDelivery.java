package io.chats.application.delivery;

import io.chats.application.lookup.Presenter;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Delivers the state of a chat, its status and its participants, and remembers what the sessions of
 * its room were sent of it. Used by one thread at a time; may block on profiles.
 */
final class ChatStateDelivery {

  private final Presenter presenter;
  private final RoomSessions sessions;
  private Chat delivered;

  ChatStateDelivery(Presenter presenter, RoomSessions sessions) {
    this.presenter = presenter;
    this.sessions = sessions;
  }

  /** Starts at a state that the sessions know. */
  void startAt(Chat now) {
    delivered = now;
  }

  /** Sends the state if it has changed: to all sessions, or to none when that fails. */
  void catchUp(Conversation now) {
    if (!isSame(delivered, now.chat())) {
      Map<UserId, ChatChanged> states =
          sessions.users().stream().collect(Collectors.toMap(u -> u, u -> of(now, u)));
      states.forEach((user, state) -> sessions.send(state, user::equals));
    }
    delivered = now.chat();
  }

  /** The state of a chat as a participant receives it. */
  ChatChanged of(Conversation now, UserId user) {
    Chat chat = now.chat();
    return new ChatChanged(
        chat.id(), chat.version(), chat.status(), presenter.opponents(now, user), false);
  }

  /** The event for a user who no longer takes part. */
  static ChatChanged left(Conversation now) {
    Chat chat = now.chat();
    return new ChatChanged(chat.id(), chat.version(), chat.status(), List.of(), true);
  }

  private static boolean isSame(Chat before, Chat now) {
    return before.participantsVersion() == now.participantsVersion()
        && before.status() == now.status();
  }
}
