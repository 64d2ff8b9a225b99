package io.chats.application.api;

import io.chats.domain.event.ClientEvent.Opponent;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Profile;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/**
 * Reads chats and messages (spec 4). Changes nothing, so that every call may be repeated, and is
 * never older than a change that was acknowledged before the call. Safe for use by any thread.
 *
 * <p>Every method but {@link #chat} blocks: on the database, and for profiles and files that are
 * not cached on the services that have them, each for a bounded time. Where such a service does not
 * answer soon, names are empty and files have only their id. When the database does not answer in
 * time, every method throws {@link io.chats.domain.port.StoreUnavailableException}, or its stage
 * fails with it; only those that name one chat refuse anything.
 */
public interface ChatReading {

  /** The greatest number of chats or messages that one call returns, whatever is asked for. */
  int MAX_RETURNED = 1000;

  /**
   * The chats in which the user is active, opened and closed, latest activity first; among those
   * with the same time, the latest opened first. Empty when there is none.
   *
   * @param before returns only what follows that chat in this order, also when the user has left it
   *     since; nothing when the user never took part in it
   * @param count 1 or more
   */
  ChatList activeChats(UserId user, Optional<ChatId> before, int count);

  /**
   * Those of the given chats in which the user is active, in the given order, each once; chats that
   * do not exist are left out, too.
   */
  ChatList chats(UserId user, List<ChatId> among);

  /**
   * One chat, for an active participant. Does not block, and throws nothing: failures are the
   * stage's.
   *
   * @return completes within a bounded time: maybe at once, else on a thread that must not be
   *     blocked, so that what is attached to it and may block must be attached with an executor.
   *     Fails with {@link io.chats.domain.refusal.RefusedException} if there is no such chat (330),
   *     or the user does not take part (501)
   */
  CompletionStage<ShownChat> chat(ChatId chat, UserId user);

  /**
   * For each pair the latest chat of that order in which that user takes or took part, with that
   * user as the opponent, in the given order; pairs without such a chat are left out.
   */
  ChatList latestChats(List<OrderParticipant> pairs);

  /**
   * Messages after one, oldest first, for an active participant.
   *
   * @param after empty: from the first
   * @param count 1 or more
   * @throws io.chats.domain.refusal.RefusedException if there is no such chat (330), or the user
   *     does not take part (501)
   */
  MessagePage recent(ChatId chat, UserId user, Optional<MessageId> after, int count);

  /**
   * Messages before one, the latest that fit, oldest first, for an active participant.
   *
   * @param before empty: up to the newest
   * @param count 1 or more
   * @throws io.chats.domain.refusal.RefusedException if there is no such chat (330), or the user
   *     does not take part (501)
   */
  MessagePage history(ChatId chat, UserId user, Optional<MessageId> before, int count);

  /**
   * Some chats. There are fewer than were asked for where they have many thousands of opponents.
   *
   * @param more whether there are more than were returned
   */
  record ChatList(List<ShownChat> chats, boolean more) {
    public ChatList {
      chats = List.copyOf(chats);
    }
  }

  /**
   * A chat as one user sees it.
   *
   * @param opponent the main opponent of the user
   * @param opponents the active ones, in the order in which they joined
   * @param unread empty where the chat is not read on behalf of a participant
   */
  record ShownChat(
      Chat chat,
      Optional<Opponent> opponent,
      List<Opponent> opponents,
      OptionalInt unread,
      Optional<ShownMessage> lastMessage) {
    public ShownChat {
      opponents = List.copyOf(opponents);
    }
  }

  /**
   * Some messages of a chat.
   *
   * @param users the authors, each once
   * @param more whether there are more in the direction that was read
   */
  record MessagePage(List<ShownMessage> messages, List<Profile> users, boolean more) {
    public MessagePage {
      messages = List.copyOf(messages);
      users = List.copyOf(users);
    }
  }
}
