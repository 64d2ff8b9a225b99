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
 * Whether a chat is open and who takes part, as far as a room's sessions have been shown it. Not
 * safe for use by several threads; may block on the profiles of participants.
 */
final class ChatStateDelivery {

  private final Presenter presenter;
  private final RoomSessions audience;
  private Chat shown;

  ChatStateDelivery(Presenter presenter, RoomSessions audience) {
    this.presenter = presenter;
    this.audience = audience;
  }

  /** Takes the state as shown. */
  void startAt(Chat now) {
    shown = now;
  }

  /** Shows the state if it has changed: to all who are here, or to none when that fails. */
  void catchUp(Conversation now) {
    if (!isSame(shown, now.chat())) {
      Map<UserId, ChatChanged> states =
          audience.users().stream().collect(Collectors.toMap(u -> u, u -> of(now, u)));
      states.forEach((user, state) -> audience.send(state, user::equals));
    }
    shown = now.chat();
  }

  /** The state as a participant is shown it. */
  ChatChanged of(Conversation now, UserId user) {
    Chat chat = now.chat();
    return new ChatChanged(
        chat.id(), chat.version(), chat.status(), presenter.opponents(now, user), false);
  }

  /** What one is told who no longer takes part. */
  static ChatChanged left(Conversation now) {
    Chat chat = now.chat();
    return new ChatChanged(chat.id(), chat.version(), chat.status(), List.of(), true);
  }

  private static boolean isSame(Chat before, Chat now) {
    return before.participantsVersion() == now.participantsVersion()
        && before.status() == now.status();
  }
}
