package io.chats.launcher.wiring;

import io.chats.adapter.management.ManagementServer;
import io.chats.adapter.nats.bus.BusApi;
import io.chats.adapter.nats.bus.BusListener;
import io.chats.adapter.nats.connection.NatsLink;
import java.time.Duration;
import java.util.Optional;

/** Takes requests from NATS, in service mode. */
final class NatsRequestSource implements BusRequestSource {

  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(2);

  private final NatsLink link;
  private final String topic;
  private Optional<BusListener> listener = Optional.empty();

  NatsRequestSource(NatsLink link, String topic) {
    this.link = link;
    this.topic = topic;
  }

  @Override
  public void open(BusApi api, ManagementServer management) {
    BusListener opened = new BusListener(link, topic, api);
    opened.start();
    // The server has to know the subscription before health says that this node is ready.
    var unused = link.flush(FLUSH_TIMEOUT);
    listener = Optional.of(opened);
  }

  @Override
  public void close(Duration timeout) throws InterruptedException {
    if (listener.isPresent()) {
      var unused = listener.get().drain(timeout);
    }
  }
}
