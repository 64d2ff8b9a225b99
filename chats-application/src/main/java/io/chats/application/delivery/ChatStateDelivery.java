package io.chats.application.delivery;

import io.chats.application.lookup.Presenter;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.Opponent;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Profile;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.UserDirectory;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /**
   * Sends the state if it has changed: to all sessions, or to none when that fails. The profiles
   * are looked up once for all; each user's state is made when it is sent, since the states of a
   * large chat hold its participants once for each of them.
   */
  void catchUp(Conversation now) {
    if (!isSame(delivered, now.chat()) && !sessions.isEmpty()) {
      OrderId order = now.chat().order();
      Map<UserDirectory.Key, Profile> profiles = presenter.profiles(keys(now));
      sessions.sendEach(user ->
          state(
              now.chat(),
              Presenter.opponents(now.participants().opponentsOf(user), order, profiles)));
    }
    delivered = now.chat();
  }

  /** The state of a chat as a participant receives it. */
  ChatChanged of(Conversation now, UserId user) {
    return state(now.chat(), presenter.opponents(now, user));
  }

  private static Set<UserDirectory.Key> keys(Conversation now) {
    List<Subscription> shown = now.participants().active().filter(s -> !s.isBot()).toList();
    return Presenter.keys(shown, now.chat().order());
  }

  private static ChatChanged state(Chat chat, List<Opponent> opponents) {
    return new ChatChanged(chat.id(), chat.version(), chat.status(), opponents, false);
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
