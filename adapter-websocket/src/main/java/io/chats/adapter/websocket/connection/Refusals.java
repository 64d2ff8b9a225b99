package io.chats.adapter.websocket.connection;

import io.chats.adapter.websocket.settings.LoggedAddresses;
import io.chats.domain.port.TrafficMonitor;
import io.chats.domain.refusal.ErrorCode;
import io.chats.support.LogThrottle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Counts whom this server refuses, closes and cuts, by the reason, and logs each reason now and
 * then with the address of a client (spec 9). Safe for use by any thread; no method blocks or
 * throws.
 */
public final class Refusals {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final String ACCEPTED = "ok";

  private final TrafficMonitor monitor;
  private final LoggedAddresses addresses;
  private final ConcurrentMap<String, Line> lines = new ConcurrentHashMap<>();

  public Refusals(TrafficMonitor monitor, LoggedAddresses addresses) {
    this.monitor = monitor;
    this.addresses = addresses;
  }

  /** The address of a client as the log may show it. */
  public String shown(String address) {
    return addresses.shown(address);
  }

  /** A client has got its connection. */
  public void connected() {
    monitor.handshake(SWITCHING_PROTOCOLS);
  }

  /**
   * The request of a client for a connection was refused.
   *
   * @param status of HTTP
   * @param reason of a fixed set
   */
  public void handshake(int status, String reason, String address) {
    monitor.handshake(status);
    log("A handshake was refused with " + status + ": " + reason, address);
  }

  /**
   * The token of a client was judged, and not accepted.
   *
   * @param result of a fixed set
   */
  public void token(String result, Duration took, String address) {
    monitor.token(result, took);
    log("A token was not accepted: " + result, address);
  }

  /** The token of a client was accepted. */
  public void tokenAccepted(Duration took) {
    monitor.token("accepted", took);
  }

  /**
   * A frame of a client was handled.
   *
   * @param type of a fixed set
   * @param error the code of the error, if it was refused
   */
  public void frame(String type, Optional<ErrorCode> error, Duration took, String address) {
    String result = error.map(code -> Integer.toString(code.number())).orElse(ACCEPTED);
    monitor.frame(type, result, took);
    if (error.isPresent()) {
      log(Level.INFO, "A frame was refused: " + type + " with " + result, address);
    }
  }

  /** This node closes the connection of a client. */
  public void closed(CloseCode code, String address) {
    monitor.closed(code.number());
    // Other codes are logged with the session, or are no refusal.
    if (code.isViolation()) {
      log("A connection was closed: " + code.reason(), address);
    }
  }

  /** The connection of a client was cut, or not accepted. */
  public void cut(CutReason reason, String address) {
    monitor.cut(reason.label());
    log("A connection was cut: " + reason.text(), address);
  }

  private void log(String text, String address) {
    log(Level.WARN, text, address);
  }

  private void log(Level level, String text, String address) {
    Line line = lines.computeIfAbsent(text, it -> new Line());
    if (line.throttle.tryAcquire()) {
      LOG.atLevel(level)
          .addKeyValue("address", shown(address))
          .addKeyValue("left_out", line.leftOut.getAndSet(0))
          .log(text);
    } else {
      line.leftOut.incrementAndGet();
    }
  }

  /** A line of the log, which is written once in a while. */
  private static final class Line {

    private final LogThrottle throttle = new LogThrottle(PAUSE);
    private final AtomicLong leftOut = new AtomicLong();
  }
}
