package io.chats.launcher.wiring;

import io.chats.adapter.management.BusHandler;
import io.chats.adapter.management.ManagementServer;
import io.chats.adapter.nats.bus.BusApi;
import java.time.Duration;
import java.util.Optional;

/** Requests come to {@code POST /bus} of the management server: in embedded mode. */
final class HttpRequestSource implements BusRequestSource {

  private static final int LARGEST_REPLY = 1 << 20;

  private Optional<BusHandler> door = Optional.empty();

  @Override
  public void open(BusApi api, ManagementServer management) {
    door = Optional.of(new BusHandler(request -> api.handle(request, LARGEST_REPLY)));
    management.serve("/bus", door.get());
  }

  @Override
  public void close(Duration timeout) {
    door.ifPresent(BusHandler::shut);
  }
}
