package io.chats.launcher.cluster.load;

import java.time.Instant;
import java.util.List;

/**
 * A period in which nothing could be delivered, since the database was away or a node stood still:
 * spec G5 counts from its end.
 *
 * @param clients the clients to whom nothing could be delivered
 */
public record ExcusedPeriod(List<LoadClient> clients, Instant from, Instant to) {

  boolean concerns(LoadClient client) {
    return clients.contains(client);
  }

  /** Returns the time from which the delay of a message counts that came at that time. */
  Instant excuse(Instant waitedFor, Instant came) {
    return waitedFor.isBefore(to) && came.isAfter(from) ? to : waitedFor;
  }
}
