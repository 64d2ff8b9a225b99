package io.chats.adapter.websocket.settings;

import java.time.Duration;

/**
 * How long the server waits for clients.
 *
 * @param handshake from the accepted connection to its complete request
 * @param ping between two pings
 * @param silence after which a peer from which nothing came is gone
 * @param closing for a peer to read the close frame and to close; then the connection is cut
 * @param reconnect over which clients of a stopping node are told to spread their return
 */
public record SessionTiming(
    Duration handshake, Duration ping, Duration silence, Duration closing, Duration reconnect) {

  /** The documented defaults. */
  public static final SessionTiming DEFAULT =
      new SessionTiming(
          Duration.ofSeconds(10),
          Duration.ofSeconds(54),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5));
}
