package io.chats.launcher.cluster;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which nothing could be delivered, since the database was away, or a node stood still:
 * SPEC G5 counts from its end.
 *
 * @param node whose clients it concerns; all if empty
 */
record Excuse(Optional<ClusterNode> node, Instant from, Instant to) {

  boolean concerns(LoadClient client) {
    return node.isEmpty() || node.get() == client.node();
  }

  /** From when on a message is waited for that came at that time. */
  Instant excuse(Instant waitedFor, Instant came) {
    return waitedFor.isBefore(to) && came.isAfter(from) ? to : waitedFor;
  }
}
