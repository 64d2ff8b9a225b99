package io.chats.launcher.assembly;

import io.chats.adapter.nats.bus.BusApi;
import io.chats.launcher.management.ManagementServer;
import java.time.Duration;

/** How requests of the Bus API come in. */
interface BusEntrance {

  /** Begins to take requests. */
  void open(BusApi api, ManagementServer management);

  /** Takes no more, and waits at most so long until those taken are answered. */
  void close(Duration timeout) throws InterruptedException;
}
