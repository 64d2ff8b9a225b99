package io.chats.adapter.nats.bus;

import io.chats.domain.model.Limits;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How the Bus API behaves.
 *
 * @param timeout how long callers wait; they are answered within three quarters of it
 * @param zone of the dates in replies
 * @param limits of which the frame's holds for frames that other services compose
 * @param maxOutstanding requests that are accepted at a time
 * @param maxOutstandingBytes of the requests that are accepted at a time; no single one may have
 *     more
 * @param maxWaitingOfOneChat requests of one chat that wait at a time
 * @param maxHeld chats and messages that all reads together may hold at a time; more wait
 */
public record BusSettings(
    Duration timeout,
    ZoneId zone,
    Limits limits,
    int maxOutstanding,
    int maxOutstandingBytes,
    int maxWaitingOfOneChat,
    int maxHeld) {

  /** With bounds that fit into a heap of 256 MiB. */
  public static BusSettings of(Duration timeout, ZoneId zone) {
    return new BusSettings(timeout, zone, Limits.DEFAULT, 10_000, 16 * 1024 * 1024, 1_000, 2_048);
  }

  Duration replyWithin() {
    return timeout.multipliedBy(3).dividedBy(4);
  }
}
