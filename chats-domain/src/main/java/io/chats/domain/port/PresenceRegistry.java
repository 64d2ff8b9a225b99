package io.chats.domain.port;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the presence of users over all nodes (spec G7). The reports of a node are leased to its
 * incarnation: when the node dies, its users go offline within 15 s without a further call, at the
 * cost of one heartbeat for each node, not for each user.
 *
 * <p>Safe for use by any thread; of one user, calls of {@link #arrived} and {@link #left} come one
 * at a time and in turns. Blocks for a bounded, short time, longer for more users; never throws:
 * while the registry is away, this node's users are online and all others {@link Presence#UNKNOWN}.
 * It catches up by itself when it is back. It may have lost its data meanwhile: until every living
 * node has had the time to report its users again, users who are not known to be online are {@link
 * Presence#UNKNOWN}, not offline.
 */
public interface PresenceRegistry {

  /**
   * Reports the first session of each of these users on this node.
   *
   * @return each user's presence before, over all nodes; those of a node that died count as online
   *     until they were handed out by {@link #takeChanges}
   */
  Map<UserId, Presence> arrived(Collection<UserId> users);

  /**
   * Reports the end of the last session of each of these users on this node.
   *
   * @return each user's presence after, over all nodes; when it becomes known later that a user who
   *     was unknown is offline, {@link #takeChanges} hands them out
   */
  Map<UserId, Presence> left(Collection<UserId> users);

  /** The presence of each of these users, over all nodes. */
  Map<UserId, Presence> of(Collection<UserId> users);

  /**
   * For how long each of these users has had no session anywhere, by the registry's one clock:
   * never negative. Users who are online, unknown or were never seen are left out; so are those who
   * were last seen over 30 days ago.
   */
  Map<UserId, Duration> offlineFor(Collection<UserId> users);

  /** As {@link #offlineFor(Collection)}, of one user. */
  default Optional<Duration> offlineFor(UserId user) {
    return Optional.ofNullable(offlineFor(List.of(user)).get(user));
  }

  /**
   * Takes the changes that no call has returned: users whose node died, who left while the registry
   * was away, or whom this node had to report again. Each change is handed out once, to one node.
   *
   * @param most the largest number of changes; at least 1
   */
  Changes takeChanges(int most);

  /**
   * Takes users who have had no session anywhere for some time, the longest gone first. Each
   * departure is handed out once, to one node; none while presence cannot be known.
   *
   * @param most the largest number of users; at least 1
   */
  List<UserId> takeAbsent(Duration atLeast, int most);

  /**
   * Changes of presence.
   *
   * @param online the users who came online
   * @param offline the users who went offline
   * @param more whether there may be more to take
   */
  record Changes(List<UserId> online, List<UserId> offline, boolean more) {

    public static final Changes NONE = new Changes(List.of(), List.of(), false);

    public Changes {
      online = List.copyOf(online);
      offline = List.copyOf(offline);
    }
  }
}
