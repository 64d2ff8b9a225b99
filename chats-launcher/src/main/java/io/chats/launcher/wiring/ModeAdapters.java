package io.chats.launcher.wiring;

import io.chats.adapter.management.ManagementServer;
import io.chats.adapter.nats.bus.BusApi;
import io.chats.application.Ports;
import io.chats.application.reminder.ReminderPorts;
import io.chats.domain.port.TokenVerifier;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * The adapters that differ between the modes.
 *
 * @param ports the outbound ports of the node
 * @param reminders the outbound ports of the ticker
 * @param tokens finds the user of a token
 * @param bus begins to take requests for the Bus API
 */
public record ModeAdapters(
    Ports ports,
    ReminderPorts reminders,
    TokenVerifier tokens,
    BiFunction<BusApi, ManagementServer, Intake> bus) {

  /** Takes Bus API requests until it is closed. Used by the thread that starts and stops. */
  @FunctionalInterface
  public interface Intake {

    /**
     * Takes no more requests and waits for the replies to those taken.
     *
     * @param timeout the longest wait
     */
    void close(Duration timeout) throws InterruptedException;
  }
}
