package io.chats.domain.port;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatOverview;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Finds chats by their participants. A call costs what it returns: neither messages nor closed
 * chats that it does not return add to it, and lists of opened chats cost those of the users who
 * are asked for. The number of statements does not depend on the size of a list. A chat that cannot
 * be read, since a later version of the product has written it, is left out of lists.
 *
 * <p>Methods block on the database unless they say otherwise, for a bounded time, are safe for use
 * by any thread, and throw {@link StoreUnavailableException} when it does not answer in time. What
 * they return is never older than a change that was committed before the call.
 */
public interface ChatDirectory {

  /**
   * The chats in which the user is active, latest activity first; those of the same moment, latest
   * opened first.
   *
   * @param before only what comes after that chat in this order, also when the user has left it;
   *     when the user never took part in it, nothing
   * @param limit at least 1
   */
  List<ChatOverview> activeChats(UserId user, Optional<ChatId> before, int limit);

  /** The chats among these in which the user is active, in the order asked, each once. */
  List<ChatOverview> activeChats(UserId user, List<ChatId> among);

  /**
   * Returns that chat if the user is active in it, else empty. Never blocks or throws: the stage
   * fails with {@link StoreUnavailableException} when the database does not answer in time.
   *
   * @return completes within a bounded time: maybe at once, else on a thread that must not be
   *     blocked, so that what is attached to it and may block must be attached with an executor
   */
  CompletionStage<Optional<ChatOverview>> activeChat(UserId user, ChatId chat);

  /**
   * For each pair the latest chat of that order in which that user takes or took part, without an
   * unread count, in the order asked; pairs without one are left out.
   */
  List<ChatOverview> latestChats(List<OrderParticipant> pairs);

  /**
   * The chats to which nodes with sessions of these users must subscribe: the opened ones in which
   * a user is active, for each user in no order. Users without one are left out.
   */
  Map<UserId, List<Chat>> openedChats(Collection<UserId> users);

  /**
   * The staff of these users: of each the doctors and operators who are active in the opened chats
   * in which the user is active as a client, without the user. Users without one are left out.
   */
  Map<UserId, Set<UserId>> staffOf(Collection<UserId> clients);

  /**
   * The active participants of chats, opened or closed; chats without one are left out, and so are
   * those that cannot be read.
   */
  Map<ChatId, Set<UserId>> activeUsers(Collection<ChatId> chats);

  /** The versions of chats; those that do not exist are left out. */
  Map<ChatId, Long> versions(Collection<ChatId> chats);

  /**
   * Counts messages by others than the user, up to {@link ChatOverview#MAX_UNREAD} for each chat,
   * {@code system} ones left out. The caller checks that the user takes part.
   *
   * @param ranges at most one for each chat
   * @return a count for each
   */
  Map<ChatId, Integer> unread(UserId user, Collection<SeqRange> ranges);

  /** The messages of a chat after one {@code seq} and up to another. */
  record SeqRange(ChatId chat, long afterSeq, long upToSeq) {}

  /** An order, and a user who may have taken part in its chats. */
  record OrderParticipant(OrderId order, UserId user) {}
}
