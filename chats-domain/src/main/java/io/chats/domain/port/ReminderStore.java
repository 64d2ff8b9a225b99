package io.chats.domain.port;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.UserType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the unread spells of clients (spec G9): a spell lasts from the first unread message in an
 * opened chat until nothing is unread, and is reminded of once. Shared by all nodes that tick.
 *
 * <p>Methods block on the database, for a bounded time, are safe for use by any thread and any
 * number of nodes, and throw {@link StoreUnavailableException} when it does not answer in time.
 */
public interface ReminderStore {

  /**
   * Notices spells that began, and ends those in which nothing is unread any more or whose chat was
   * closed or left. Looks at the chats that changed since they were last looked at, by any node,
   * each at what it is now. What is not done in time, or is being changed at the moment, is left to
   * the next call, whichever node's, however much later.
   *
   * <p>A spell that ended because the client left goes on when they come back to the same first
   * unread message; a message never begins a second one.
   *
   * @param within after so long nothing more is begun
   * @return how many began or went on
   */
  int refresh(Instant now, Duration within);

  /**
   * Spells that were not reminded of and are not claimed, the longest waiting first.
   *
   * @param after where to go on in that order, whatever became of this one; empty: from the first
   * @param limit the most that are returned; fewer mean that there are no more
   */
  List<Spell> due(Instant now, Optional<Spell> after, int limit);

  /**
   * Claims a spell before the push is attempted, so that no other node attempts it meanwhile. Ends
   * by {@link #reminded}, or by itself after the given time: the spell is due again then.
   *
   * @return false when it is claimed, reminded of or ended already, or when nothing is unread in it
   *     any more, whether or not that was noticed
   */
  boolean claim(SpellId spell, NodeId by, Instant now, Duration lasting);

  /** Records that the push was taken. Nothing happens when that is recorded already. */
  void reminded(SpellId spell, Instant at);

  /**
   * A client's spell of unread messages.
   *
   * @param id goes with every attempt to push
   * @param author what the author of the first of its messages was
   * @param firstUnread when the first of its unread messages was stored
   * @param attempts how often it was claimed
   */
  record Spell(
      SpellId id,
      ChatId chat,
      OrderId order,
      UserId client,
      UserType author,
      Instant firstUnread,
      int attempts) {}
}
