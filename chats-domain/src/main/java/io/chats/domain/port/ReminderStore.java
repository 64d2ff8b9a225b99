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
 * opened chat until nothing is unread, and is reminded of once. SharedEvent by all nodes that tick.
 *
 * <p>Methods block on the database, for a bounded time, are safe for use by any thread and any
 * number of nodes, and throw {@link StoreUnavailableException} when it does not answer in time.
 */
public interface ReminderStore {

  /**
   * Begins and ends spells: a spell ends when nothing is unread any more, or its chat was closed or
   * left. It looks at the present state of the chats that changed since any node last looked at
   * them. Chats that are not reached in time, or are being changed at the moment, are left to the
   * next call, on any node and however much later.
   *
   * <p>A spell that ended because the client left goes on when they come back to the same first
   * unread message; a message never begins a second one.
   *
   * @param within the time after which no further chats are looked at
   * @return the number of spells that began or went on
   */
  int refresh(Instant now, Duration within);

  /**
   * Finds spells that were not reminded of and are not claimed, the longest waiting first.
   *
   * @param after the spell to go on after in that order, in whatever state; empty: from the first
   * @param limit the largest number returned; fewer mean that there are no more
   */
  List<Spell> due(Instant now, Optional<Spell> after, int limit);

  /**
   * Claims a spell before the push is attempted, so that no other node attempts it meanwhile. The
   * claim ends by {@link #reminded}, or expires after the given time: then the spell is due again.
   *
   * @return false when it is claimed, reminded of or ended already, or when nothing is unread in it
   *     any more, also before {@link #refresh} has ended it
   */
  boolean claim(SpellId spell, NodeId by, Instant now, Duration lasting);

  /** Records that the push was accepted. Nothing happens when that is recorded already. */
  void reminded(SpellId spell, Instant at);

  /**
   * A client's spell of unread messages.
   *
   * @param id goes with every attempt to push
   * @param author the type of the author of its first message
   * @param firstUnread when the first of its unread messages was stored
   * @param attempts the number of claims so far
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
