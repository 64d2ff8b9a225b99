package io.chats.domain.port;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keeps the unread spells of clients (SPEC G9): a spell lasts from the first unread message in an
 * opened chat until nothing is unread, and is reminded of once. Shared by all nodes that tick.
 *
 * <p>Methods block on the database, for a bounded time, are safe for use by any thread and any
 * number of nodes, and throw {@link StoreUnavailableException} when it does not answer in time.
 */
public interface ReminderStore {

  /**
   * Notices spells that began since the last call on any node, and ends those in which nothing is
   * unread any more or whose chat was closed or left.
   *
   * @return how many began
   */
  int refresh(Instant now);

  /** Spells that were not reminded of and are not claimed, the longest waiting first. */
  List<Spell> due(Instant now, int limit);

  /**
   * Claims a spell before the push is attempted, so that no other node attempts it meanwhile. Ends
   * by {@link #reminded}, or by itself after the given time: the spell is due again then.
   *
   * @return false when it is claimed, reminded of or ended already
   */
  boolean claim(SpellId spell, NodeId by, Instant now, Duration lasting);

  /** Records that the push was taken. Nothing happens when that is recorded already. */
  void reminded(SpellId spell, Instant at);

  /**
   * A client's spell of unread messages.
   *
   * @param id goes with every attempt to push
   * @param firstUnread when the first of its unread messages was stored
   */
  record Spell(SpellId id, ChatId chat, OrderId order, UserId client, Instant firstUnread) {}
}
