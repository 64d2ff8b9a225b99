package io.chats.domain.port;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Knows who has a session on any node (SPEC G7). What a node reports is leased to that incarnation
 * of it: when the node dies, its users are offline by themselves within 15 s, at the cost of one
 * heartbeat for each node, not for each user.
 *
 * <p>Safe for use by any thread. Blocks for a bounded, short time; never throws: while the registry
 * is away, this node's users are online and all others {@link Presence#UNKNOWN}. It catches up by
 * itself when it is back.
 */
public interface PresenceRegistry {

  /**
   * The user's first session on this node came.
   *
   * @return the user's presence before, over all nodes
   */
  Presence arrived(UserId user);

  /**
   * The user's last session on this node went.
   *
   * @return the user's presence after, over all nodes
   */
  Presence left(UserId user);

  /** The presence of each of these users, over all nodes. */
  Map<UserId, Presence> of(Collection<UserId> users);

  /** Since when the user has had no session anywhere; empty when online, unknown or never seen. */
  Optional<Instant> offlineSince(UserId user);
}
