package io.chats.launcher.wiring;

import io.chats.adapter.management.ManagementServer;
import io.chats.adapter.nats.bus.BusApi;
import java.time.Duration;

/** A source of Bus API requests. Used by the thread that starts and stops. */
@FunctionalInterface
public interface BusRequestSource {

  /** Begins to take requests. */
  Intake open(BusApi api, ManagementServer management);

  /** Takes requests until it is closed. */
  @FunctionalInterface
  interface Intake {

    /**
     * Takes no more requests and waits for the replies to those taken.
     *
     * @param timeout the longest wait
     */
    void close(Duration timeout) throws InterruptedException;
  }
}
