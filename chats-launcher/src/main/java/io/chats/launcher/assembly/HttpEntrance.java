package io.chats.launcher.assembly;

import io.chats.adapter.nats.bus.BusApi;
import io.chats.launcher.management.BusDoor;
import io.chats.launcher.management.ManagementServer;
import java.time.Duration;
import java.util.Optional;

/** Requests come to {@code POST /bus} of the management server: in embedded mode. */
final class HttpEntrance implements BusEntrance {

  private static final int LARGEST_REPLY = 1 << 20;

  private Optional<BusDoor> door = Optional.empty();

  @Override
  public void open(BusApi api, ManagementServer management) {
    door = Optional.of(new BusDoor(request -> api.handle(request, LARGEST_REPLY)));
    management.serve("/bus", door.get());
  }

  @Override
  public void close(Duration timeout) {
    door.ifPresent(BusDoor::shut);
  }
}
