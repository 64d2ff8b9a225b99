package io.chats.launcher.wiring;

import io.chats.adapter.management.ManagementServer;
import io.chats.adapter.nats.bus.BusApi;
import java.time.Duration;

/** A source of Bus API requests. Used by the thread that starts and stops. */
public interface BusRequestSource {

  /** Begins to take requests. */
  void open(BusApi api, ManagementServer management);

  /**
   * Takes no more requests and waits for the replies to those taken.
   *
   * @param timeout the longest wait
   */
  void close(Duration timeout) throws InterruptedException;
}
