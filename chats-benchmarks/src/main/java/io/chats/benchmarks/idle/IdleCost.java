package io.chats.benchmarks.idle;

import io.chats.benchmarks.rig.ClassHistogram;
import io.chats.benchmarks.rig.MeasuredServer;
import java.io.IOException;

/**
 * What each of many idle sessions takes.
 *
 * @param heap bytes of live objects
 * @param resident bytes that the process got from the system
 */
public record IdleCost(long heap, long resident) {

  private static final int WARM_UP = 500;
  private static final long SETTLE_MILLIS = 2_000;

  /** Some sessions come before all others, since the first ones load classes. */
  public static IdleCost measure(MeasuredServer server, int sessions) throws IOException {
    try (IdleClients clients = new IdleClients(server.webSocket())) {
      clients.connect(WARM_UP);
      clients.idle(SETTLE_MILLIS);
      long residentBefore = server.resident();
      ClassHistogram before = server.heap();
      clients.connect(sessions);
      clients.idle(SETTLE_MILLIS);
      long resident = server.resident();
      return new IdleCost(
          (server.heap().total() - before.total()) / sessions,
          (resident - residentBefore) / sessions);
    }
  }
}
