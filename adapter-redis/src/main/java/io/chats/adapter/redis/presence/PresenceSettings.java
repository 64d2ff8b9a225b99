package io.chats.adapter.redis.presence;

import java.time.Duration;
import java.util.Objects;

/**
 * How presence is kept; the same on all nodes of an installation.
 *
 * @param installation tells those apart that share a Redis
 * @param lease how long a node counts as alive after a heartbeat
 * @param heartbeat the pause between two; a fraction of the lease
 * @param longestGap between the heartbeats of all nodes together: after a longer one Redis was away
 *     for all of them, or none was alive, and the leases say nothing until they have settled.
 *     Longer than the heartbeat, and shorter than the lease by more than a node needs to come back
 * @param settling how long every living node may need to report its users after such a gap, or
 *     after Redis has lost its data
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
   * As spec G7 wants it.
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
