package io.chats.adapter.websocket.settings;

import java.time.Duration;

/**
 * The times that the server waits for clients.
 *
 * @param handshake the longest time from an accepted connection to its complete request
 * @param ping the time between two pings
 * @param silence the time without a byte from a peer after which its connection is cut
 * @param reading the time without a byte that a socket takes, although something waits, after which
 *     the connection is closed as too slow
 * @param closing the time for a peer to read the close frame and to close; then the connection is
 *     cut
 * @param reconnect the time over which clients of a stopping node spread their return
 */
public record SessionTiming(
    Duration handshake,
    Duration ping,
    Duration silence,
    Duration reading,
    Duration closing,
    Duration reconnect) {

  /** The documented defaults. */
  public static final SessionTiming DEFAULT =
      new SessionTiming(
          Duration.ofSeconds(10),
          Duration.ofSeconds(54),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5));
}
