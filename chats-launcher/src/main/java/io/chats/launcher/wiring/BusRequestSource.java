package io.chats.launcher.wiring;

import io.chats.adapter.management.ManagementServer;
import io.chats.adapter.nats.bus.BusApi;
import java.time.Duration;

/** How requests of the Bus API come in. */
public interface BusRequestSource {

  /** Begins to take requests. */
  void open(BusApi api, ManagementServer management);

  /** Takes no more, and waits at most so long until those taken are answered. */
  void close(Duration timeout) throws InterruptedException;
}
