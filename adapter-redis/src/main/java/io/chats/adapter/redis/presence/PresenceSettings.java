package io.chats.adapter.redis.presence;

import java.time.Duration;
import java.util.Objects;

/**
 * The timing of presence; the same on all nodes of an installation.
 *
 * @param installation the name that separates installations which share a Redis
 * @param lease the time for which a node counts as alive after a heartbeat
 * @param heartbeat the pause between two heartbeats; a fraction of the lease
 * @param longestGap the longest usual time between heartbeats of all nodes together. After a longer
 *     gap Redis was away for all of them, or none was alive, and ended leases are not believed
 *     until {@code settling} has passed. Longer than the heartbeat, and shorter than the lease by
 *     more than a node needs to reconnect
 * @param settling the time in which every living node reports its users after such a gap, or after
 *     Redis has lost its data
 */
public record PresenceSettings(
    String installation,
    Duration lease,
    Duration heartbeat,
    Duration longestGap,
    Duration settling) {

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration LONGEST_GAP = Duration.ofSeconds(4);
  private static final Duration TIME_TO_REPORT = Duration.ofSeconds(5);

  public PresenceSettings {
    Objects.requireNonNull(installation);
    require(!heartbeat.isNegative() && !heartbeat.isZero(), "heartbeat is positive");
    require(longestGap.compareTo(heartbeat) > 0, "longestGap is longer than the heartbeat");
    require(lease.compareTo(longestGap) > 0, "lease is longer than longestGap");
    require(!settling.isNegative(), "settling is not negative");
  }

  /**
   * The settings that spec G7 asks for.
   *
   * @param longestPause between attempts of a node to reach Redis while it is away
   */
  public static PresenceSettings of(String installation, Duration longestPause) {
    return new PresenceSettings(
        installation, LEASE, HEARTBEAT, LONGEST_GAP, longestPause.plus(TIME_TO_REPORT));
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(expected);
    }
  }
}
