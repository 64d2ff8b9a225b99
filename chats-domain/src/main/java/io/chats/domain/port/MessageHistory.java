package io.chats.domain.port;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.model.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads stored messages. Pages are oldest first, without holes, and empty when there is nothing;
 * the cost of one does not depend on the chat's length. The caller checks that the user takes part.
 *
 * <p>Methods block on the database, for a bounded time, are safe for use by any thread, and throw
 * {@link StoreUnavailableException} when it does not answer in time.
 */
public interface MessageHistory {

  /**
   * The size at which a page of more than a few dozen messages is cut, by the bytes that texts and
   * params have in UTF-8. A page may end before its limit, but has a message where there is one.
   */
  int MAX_PAGE_BYTES = 1024 * 1024;

  /**
   * The first messages whose id is higher; fewer where they hold more than {@link #MAX_PAGE_BYTES}.
   *
   * @param after of any message, also of another chat's; empty: from the first
   * @param limit at least 1
   */
  List<Message> after(ChatId chat, Optional<MessageId> after, int limit);

  /**
   * The last messages whose id is lower; fewer where they hold more than {@link #MAX_PAGE_BYTES}.
   *
   * @param before of any message, also of another chat's; empty: up to the newest
   * @param limit at least 1
   */
  List<Message> before(ChatId chat, Optional<MessageId> before, int limit);

  /**
   * The last messages whose seq is lower; fewer where they hold more than {@link #MAX_PAGE_BYTES}.
   *
   * @param seq 1 or more
   * @param limit at least 1
   */
  List<Message> beforeSeq(ChatId chat, long seq, int limit);

  /**
   * The first messages whose seq is higher, however much they hold.
   *
   * @param seq 0 or more
   * @param limit at least 1
   */
  List<Message> afterSeq(ChatId chat, long seq, int limit);

  /**
   * The ids of messages by their seqs, without the messages; those that do not exist are left out.
   * As many as a chat may have participants are looked up in one statement.
   */
  Map<Long, MessageId> ids(ChatId chat, Set<Long> seqs);

  /**
   * The first messages whose seq is higher; fewer where they hold more, but one where there is one.
   *
   * @param seq 0 or more
   * @param limit at least 1
   * @param maxBytes by the bytes that texts and params have in UTF-8; a message belongs to the page
   *     when those before it hold less
   */
  List<Message> afterSeq(ChatId chat, long seq, int limit, int maxBytes);
}
