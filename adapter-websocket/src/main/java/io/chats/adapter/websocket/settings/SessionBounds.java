package io.chats.adapter.websocket.settings;

import java.util.stream.IntStream;

/**
 * How much of the node clients may take (spec G8, G10). Sessions and handshakes together should
 * stay below the number of files that the process may open.
 *
 * @param sessions at a time; more are answered with HTTP 503
 * @param handshakes connections without a complete request; beyond it the oldest of them is cut
 * @param tokenChecks at a time; more are answered with HTTP 503
 * @param outboundBytes waiting for one session; beyond it the session is closed as too slow
 * @param inboundBytes waiting from one session; beyond it nothing more is read from its socket
 * @param outstandingMessages posted by one session and not yet answered; beyond it its next frame
 *     waits
 */
public record SessionBounds(
    int sessions,
    int handshakes,
    int tokenChecks,
    int outboundBytes,
    int inboundBytes,
    int outstandingMessages) {

  /** The documented defaults. */
  public static final SessionBounds DEFAULT =
      new SessionBounds(100_000, 4_096, 512, 512 * 1024, 64 * 1024, 256);

  /**
   * @throws IllegalArgumentException for anything below 1
   */
  public SessionBounds {
    int least =
        IntStream.of(
                sessions, handshakes, tokenChecks, outboundBytes, inboundBytes, outstandingMessages)
            .min()
            .getAsInt();
    if (least < 1) {
      throw new IllegalArgumentException("a bound is 1 or more, not " + least);
    }
  }
}
