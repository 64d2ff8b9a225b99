package io.chats.adapter.nats.bus;

import io.chats.domain.model.Limits;
import java.time.Duration;
import java.time.ZoneId;

/**
 * The settings of the Bus API.
 *
 * @param timeout the time that callers wait; they get a reply within three quarters of it
 * @param zone the time zone of the dates in replies
 * @param limits the limits of the product; only the one for frames is used, for frames of other
 *     services
 * @param maxOutstanding the number of requests that are admitted at a time
 * @param maxOutstandingBytes the size of the requests that are admitted at a time, which also
 *     bounds each of them
 * @param maxWaitingOfOneChat the number of requests of one chat that wait at a time
 * @param maxHeld the number of chats and messages that all reads together hold at a time; further
 *     reads wait
 */
public record BusSettings(
    Duration timeout,
    ZoneId zone,
    Limits limits,
    int maxOutstanding,
    int maxOutstandingBytes,
    int maxWaitingOfOneChat,
    int maxHeld) {

  /** Settings with bounds that fit into a heap of 256 MiB. */
  public static BusSettings of(Duration timeout, ZoneId zone) {
    return new BusSettings(timeout, zone, Limits.DEFAULT, 10_000, 16 * 1024 * 1024, 1_000, 2_048);
  }

  Duration replyWithin() {
    return timeout.multipliedBy(3).dividedBy(4);
  }
}
