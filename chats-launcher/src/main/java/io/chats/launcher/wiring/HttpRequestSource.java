package io.chats.launcher.wiring;

import io.chats.adapter.management.BusHandler;
import io.chats.adapter.management.ManagementServer;
import io.chats.adapter.nats.bus.BusApi;
import java.time.Duration;
import java.util.Optional;

/** Takes requests from {@code POST /bus} of the management server, in embedded mode. */
final class HttpRequestSource implements BusRequestSource {

  private static final int MAX_REPLY_BYTES = 1 << 20;

  private Optional<BusHandler> handler = Optional.empty();

  @Override
  public void open(BusApi api, ManagementServer management) {
    handler = Optional.of(new BusHandler(request -> api.handle(request, MAX_REPLY_BYTES)));
    management.serve("/bus", handler.get());
  }

  @Override
  public void close(Duration timeout) {
    handler.ifPresent(BusHandler::close);
  }
}
