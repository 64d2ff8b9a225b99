package io.chats.adapter.websocket.settings;

import io.chats.adapter.websocket.WebSocketServer;
import io.chats.domain.model.Limits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * How a {@link WebSocketServer} behaves. Start from {@link #at} and change what differs.
 *
 * @param address where to listen; port 0 for a free one; an address without a host listens on all
 * @param zone of the dates in frames
 * @param origins which browsers' pages may connect; empty allows all. A client that names no
 *     origin, as those outside of browsers do, is not refused
 * @param rate of the frames of a session
 * @param answerWithin how long a post may take before its sender is told that the outcome is
 *     unknown (300)
 * @param limits of what a frame may hold
 */
public record WebSocketSettings(
    InetSocketAddress address,
    ZoneId zone,
    Set<String> origins,
    FrameRate rate,
    Duration answerWithin,
    Limits limits,
    SessionTiming timing,
    SessionBounds bounds) {

  /**
   * @throws IllegalArgumentException if a session may not even have the messages of one frame
   *     outstanding
   */
  public WebSocketSettings {
    origins = Set.copyOf(origins);
    if (bounds.outstandingMessages() < limits.messagesPerFrame()) {
      throw new IllegalArgumentException("fewer messages may be outstanding than a frame may hold");
    }
  }

  /** The documented defaults: UTC, every origin, 750 ms for an answer. */
  public static WebSocketSettings at(InetSocketAddress address) {
    return new WebSocketSettings(
        address,
        ZoneOffset.UTC,
        Set.of(),
        FrameRate.DEFAULT,
        Duration.ofMillis(750),
        Limits.DEFAULT,
        SessionTiming.DEFAULT,
        SessionBounds.DEFAULT);
  }

  public WebSocketSettings withZone(ZoneId newZone) {
    return new WebSocketSettings(
        address, newZone, origins, rate, answerWithin, limits, timing, bounds);
  }

  public WebSocketSettings withOrigins(Set<String> newOrigins) {
    return new WebSocketSettings(
        address, zone, newOrigins, rate, answerWithin, limits, timing, bounds);
  }

  public WebSocketSettings withRate(FrameRate newRate) {
    return new WebSocketSettings(
        address, zone, origins, newRate, answerWithin, limits, timing, bounds);
  }

  public WebSocketSettings withAnswerWithin(Duration newAnswerWithin) {
    return new WebSocketSettings(
        address, zone, origins, rate, newAnswerWithin, limits, timing, bounds);
  }

  public WebSocketSettings withLimits(Limits newLimits) {
    return new WebSocketSettings(
        address, zone, origins, rate, answerWithin, newLimits, timing, bounds);
  }

  public WebSocketSettings withTiming(SessionTiming newTiming) {
    return new WebSocketSettings(
        address, zone, origins, rate, answerWithin, limits, newTiming, bounds);
  }

  public WebSocketSettings withBounds(SessionBounds newBounds) {
    return new WebSocketSettings(
        address, zone, origins, rate, answerWithin, limits, timing, newBounds);
  }
}
