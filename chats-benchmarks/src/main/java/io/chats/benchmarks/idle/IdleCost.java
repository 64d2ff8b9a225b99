package io.chats.benchmarks.idle;

import io.chats.benchmarks.testbed.ClassHistogram;
import io.chats.benchmarks.testbed.MeasuredServer;
import java.io.IOException;

/**
 * The memory that each of many idle sessions needs.
 *
 * @param heap bytes of live objects
 * @param resident bytes that the process got from the system
 */
public record IdleCost(long heap, long resident) {

  private static final int WARM_UP = 500;
  private static final long SETTLE_MILLIS = 2_000;

  /** Measures the cost of the sessions after some that load the classes first. */
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
