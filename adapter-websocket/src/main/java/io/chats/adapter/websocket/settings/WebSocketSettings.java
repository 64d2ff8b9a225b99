package io.chats.adapter.websocket.settings;

import io.chats.domain.model.Limits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The settings of a {@code WebSocketServer}. Start from {@link #at} and change what differs.
 *
 * @param address the address to listen on; port 0 for a free one; without a host, on all addresses
 * @param zone the time zone of the dates in frames
 * @param origins the origins of the pages that may connect
 * @param proxies the proxies that are believed whom they speak for
 * @param logged how much of the addresses of clients the log shows
 * @param rate the rate of the frames of a session
 * @param answerWithin the longest time for a post before its sender is sent the error that the
 *     outcome is unknown (300)
 * @param limits the limits of what a frame may contain
 */
public record WebSocketSettings(
    InetSocketAddress address,
    ZoneId zone,
    AllowedOrigins origins,
    TrustedProxies proxies,
    LoggedAddresses logged,
    FrameRate rate,
    Duration answerWithin,
    Limits limits,
    SessionTiming timing,
    SessionBounds bounds,
    NodeBounds nodeBounds) {

  /**
   * @throws IllegalArgumentException if a session may have fewer messages outstanding than a frame
   *     may contain
   */
  public WebSocketSettings {
    if (bounds.outstandingMessages() < limits.messagesPerFrame()) {
      throw new IllegalArgumentException("fewer messages may be outstanding than a frame may hold");
    }
  }

  /** The documented defaults: UTC, every origin, 750 ms for an answer. */
  public static WebSocketSettings at(InetSocketAddress address) {
    return new WebSocketSettings(
        address,
        ZoneOffset.UTC,
        AllowedOrigins.all(),
        TrustedProxies.none(),
        LoggedAddresses.FULL,
        FrameRate.DEFAULT,
        Duration.ofMillis(750),
        Limits.DEFAULT,
        SessionTiming.DEFAULT,
        SessionBounds.DEFAULT,
        NodeBounds.ofThisProcess());
  }

  public WebSocketSettings withZone(ZoneId newZone) {
    return new WebSocketSettings(
        address,
        newZone,
        origins,
        proxies,
        logged,
        rate,
        answerWithin,
        limits,
        timing,
        bounds,
        nodeBounds);
  }

  public WebSocketSettings withOrigins(AllowedOrigins newOrigins) {
    return new WebSocketSettings(
        address,
        zone,
        newOrigins,
        proxies,
        logged,
        rate,
        answerWithin,
        limits,
        timing,
        bounds,
        nodeBounds);
  }

  public WebSocketSettings withProxies(TrustedProxies newProxies) {
    return new WebSocketSettings(
        address,
        zone,
        origins,
        newProxies,
        logged,
        rate,
        answerWithin,
        limits,
        timing,
        bounds,
        nodeBounds);
  }

  public WebSocketSettings withLogged(LoggedAddresses newLogged) {
    return new WebSocketSettings(
        address,
        zone,
        origins,
        proxies,
        newLogged,
        rate,
        answerWithin,
        limits,
        timing,
        bounds,
        nodeBounds);
  }

  public WebSocketSettings withRate(FrameRate newRate) {
    return new WebSocketSettings(
        address,
        zone,
        origins,
        proxies,
        logged,
        newRate,
        answerWithin,
        limits,
        timing,
        bounds,
        nodeBounds);
  }

  public WebSocketSettings withAnswerWithin(Duration newAnswerWithin) {
    return new WebSocketSettings(
        address,
        zone,
        origins,
        proxies,
        logged,
        rate,
        newAnswerWithin,
        limits,
        timing,
        bounds,
        nodeBounds);
  }

  public WebSocketSettings withLimits(Limits newLimits) {
    return new WebSocketSettings(
        address,
        zone,
        origins,
        proxies,
        logged,
        rate,
        answerWithin,
        newLimits,
        timing,
        bounds,
        nodeBounds);
  }

  public WebSocketSettings withTiming(SessionTiming newTiming) {
    return new WebSocketSettings(
        address,
        zone,
        origins,
        proxies,
        logged,
        rate,
        answerWithin,
        limits,
        newTiming,
        bounds,
        nodeBounds);
  }

  public WebSocketSettings withBounds(SessionBounds newBounds) {
    return new WebSocketSettings(
        address,
        zone,
        origins,
        proxies,
        logged,
        rate,
        answerWithin,
        limits,
        timing,
        newBounds,
        nodeBounds);
  }

  public WebSocketSettings withNodeBounds(NodeBounds newNodeBounds) {
    return new WebSocketSettings(
        address,
        zone,
        origins,
        proxies,
        logged,
        rate,
        answerWithin,
        limits,
        timing,
        bounds,
        newNodeBounds);
  }
}
