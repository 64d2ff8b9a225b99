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
 * Times are compared by the clock of the store alone, never by those of nodes.
 */
public interface ReminderStore {

  /**
   * Begins and ends spells: a spell ends when nothing is unread any more, or its chat was closed or
   * left. It looks at the present state of the chats that changed since any node last looked at
   * them. Chats that are not reached in time, or are being changed at the moment, are left to the
   * next call, on any node and however much later.
   *
   * <p>A message never begins a second spell: when a client leaves, becomes something else or hands
   * over, the spell ends, and goes on when they are clients again with the same first unread
   * message. When their first unread message is a later one by then, a new spell begins.
   *
   * <p>A chat for which this fails is set aside, logged, and tried again after a growing pause; the
   * others go on.
   *
   * @param within the time after which no further chats are looked at
   * @return the number of spells that began or went on
   */
  int refresh(Duration within);

  /**
   * Finds spells that were not reminded of and are not claimed, the longest waiting first. Leaves
   * out those that cannot be read, and logs them.
   *
   * @param after the position to go on after; empty: from the first
   * @param limit the largest number of spells looked at, claimed ones included; at least 1
   */
  DuePage due(Optional<Position> after, int limit);

  /**
   * Claims a spell before the push is attempted, so that no other node attempts it meanwhile. The
   * claim ends by {@link #reminded}, or expires after the given time: then the spell is due again.
   *
   * @return false when it is claimed, reminded of or ended already, or when its client does not
   *     take part or has read everything, also before {@link #refresh} has ended it
   */
  boolean claim(SpellId spell, NodeId by, Duration lasting);

  /** Records that the push was accepted. Nothing happens when that is recorded already. */
  void reminded(SpellId spell);

  /**
   * Deletes spells that have been over for some time and whose message can begin no other one.
   * Looks at a bounded number of spells, those after the ones of the last call.
   *
   * @param retention how long ago a spell must have ended
   * @return whether this call came to the last spell; the next one begins with the first
   */
  boolean purge(Duration retention);

  /**
   * A client's spell of unread messages.
   *
   * @param id goes with every attempt to push
   * @param author the type of the author of its first message
   * @param firstUnread when the first of its unread messages was stored
   * @param waiting how long ago that was when the spell was found
   * @param attempts the number of claims so far
   */
  record Spell(
      SpellId id,
      ChatId chat,
      OrderId order,
      UserId client,
      UserType author,
      Instant firstUnread,
      Duration waiting,
      int attempts) {}

  /**
   * Some spells that are due.
   *
   * @param spells perhaps none, though more follow
   * @param next the position from which to go on; empty when there are no more
   */
  record DuePage(List<Spell> spells, Optional<Position> next) {

    public DuePage {
      spells = List.copyOf(spells);
    }
  }

  /** The position of a spell in the order of waiting, whatever becomes of it. */
  record Position(Instant firstUnread, SpellId id) {}
}
