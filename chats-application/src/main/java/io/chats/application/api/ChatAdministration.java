package io.chats.application.api;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.UserType;
import java.util.Optional;

/**
 * Opens and closes chats and says who takes part (spec 4). Safe for use by any thread.
 *
 * <p>Every method blocks on the database until the change is committed, or found to hold already,
 * for a bounded time; so none belongs in a thread that must not block. Changes of one chat are made
 * one after the other, in the order of their commits, over all nodes. When a method returns, the
 * change holds on every node: nothing committed later reaches a user who was removed (spec G6). The
 * sessions that it concerns are notified soon after, and are not waited for.
 *
 * <p>A transaction of the caller is not involved: changes made here stay when it is rolled back.
 */
public interface ChatAdministration {

  /**
   * Opens a chat, in which nobody takes part yet. Idempotent with a request id, and only with one.
   *
   * @param request when it was seen before, for whatever order and on whatever node, the chat that
   *     it opened then is returned, and nothing is stored
   * @return the chat; ids rise in the order in which chats are opened, with gaps
   * @throws io.chats.domain.refusal.RefusedException if the request id is too long (220)
   * @throws io.chats.domain.port.StoreUnavailableException if the database does not answer in time:
   *     the outcome is unknown, and repeating it with the same request id is safe
   */
  ChatId open(OrderId order, Optional<RequestId> request);

  /**
   * Makes the user an active participant of that type; their open sessions take part at once.
   * Idempotent: nothing changes for a participant of that type; another type replaces the old one.
   * Works in a closed chat, too.
   *
   * @throws io.chats.domain.refusal.RefusedException if there is no such chat (330), or it has as
   *     many active participants as {@link io.chats.domain.model.Limits#participants} allows (113)
   * @throws io.chats.domain.port.StoreUnavailableException if the database does not answer in time:
   *     the outcome is unknown, and repeating it is safe
   */
  void subscribe(ChatId chat, UserId user, UserType type);

  /**
   * Ends the user's participation. Idempotent: nothing happens when they do not take part. Works in
   * a closed chat, too.
   *
   * @throws io.chats.domain.refusal.RefusedException if there is no such chat (330)
   * @throws io.chats.domain.port.StoreUnavailableException if the database does not answer in time:
   *     the outcome is unknown, and repeating it is safe
   */
  void unsubscribe(ChatId chat, UserId user);

  /**
   * Hands the old user's subscription to the new one, who takes its type and unread count; what the
   * old user said stays theirs. Works in a chat that is full. Not idempotent: when it is repeated,
   * the old user is no longer active, and it is refused (326) without a change. Works in a closed
   * chat, too.
   *
   * @throws io.chats.domain.refusal.RefusedException if there is no such chat (330), or the old
   *     user is not active or the new one already is (326)
   * @throws io.chats.domain.port.StoreUnavailableException if the database does not answer in time:
   *     the outcome is unknown; when repeating it is refused (326), look at the participants
   */
  void handOver(ChatId chat, UserId oldUser, UserId newUser);

  /**
   * Closes the chat, for good: no messages and no typing any more. Idempotent.
   *
   * @throws io.chats.domain.refusal.RefusedException if there is no such chat (330)
   * @throws io.chats.domain.port.StoreUnavailableException if the database does not answer in time:
   *     the outcome is unknown, and repeating it is safe
   */
  void close(ChatId chat);
}
