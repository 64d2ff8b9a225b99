package io.chats.application.api;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;

/** Marks messages as read on behalf of participants. Safe for use by any thread. */
public interface ReadMarking {

  /**
   * Marks everything up to a message as read by that participant, and notifies every session of
   * every active participant. A mark never goes back: repeating one, or marking less, changes
   * nothing and notifies nobody. A closed chat can be marked, too.
   *
   * <p>Blocks until the mark is committed, for a bounded time. The sessions are notified soon after
   * that, and are not waited for.
   *
   * @return whether the mark has moved
   * @throws io.chats.domain.refusal.RefusedException if the user does not take part, or there is no
   *     such chat (both 501), or the chat has no such message (1406)
   * @throws io.chats.domain.port.StoreUnavailableException if the database does not answer in time:
   *     the outcome is unknown, and repeating it is safe
   */
  boolean markRead(ChatId chat, UserId reader, MessageId upTo);
}
