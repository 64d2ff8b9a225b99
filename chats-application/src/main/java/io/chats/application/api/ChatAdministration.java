package io.chats.application.api;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.UserType;
import java.util.Optional;

/**
 * Opens and closes chats and says who takes part (SPEC 4).
 *
 * <p>Every method blocks until the change is committed, or found to hold already: repeating one
 * changes nothing. All but {@link #open} refuse a chat that does not exist (330). When one returns,
 * it holds on every node: nothing committed later reaches a user who was taken out (SPEC G6).
 */
public interface ChatAdministration {

  /**
   * Opens a chat.
   *
   * @param request makes it idempotent: when seen before, the chat it opened then is returned
   */
  ChatId open(OrderId order, Optional<RequestId> request);

  /** Makes the user an active participant of that type; open sessions take part at once. */
  void subscribe(ChatId chat, UserId user, UserType type);

  /** Ends the user's participation, if there is one. */
  void unsubscribe(ChatId chat, UserId user);

  /**
   * Hands the old user's subscription to the new one, who takes its type and unread count.
   *
   * @throws io.chats.domain.refusal.RefusedException also when the old user is not active or the
   *     new one already is (326)
   */
  void handOver(ChatId chat, UserId oldUser, UserId newUser);

  /** Closes the chat: no messages and no typing any more. */
  void close(ChatId chat);
}
