package io.chats.launcher.assembly;

import io.chats.adapter.nats.bus.BusApi;
import io.chats.launcher.management.BusDoor;
import io.chats.launcher.management.ManagementServer;
import java.time.Duration;

/** Requests come to {@code POST /bus} of the management server: in embedded mode. */
final class HttpEntrance implements BusEntrance {

  private static final int LARGEST_REPLY = 1 << 20;

  @Override
  public void open(BusApi api, ManagementServer management) {
    management.serve("/bus", new BusDoor(request -> api.handle(request, LARGEST_REPLY)));
  }

  @Override
  public void close(Duration timeout) {
    // It goes with the management server.
  }
}
