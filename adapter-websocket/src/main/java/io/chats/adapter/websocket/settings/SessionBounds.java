package io.chats.adapter.websocket.settings;

import java.util.stream.IntStream;

/**
 * The share of the node that clients may use (spec G8, G10). Sessions and handshakes together
 * should stay below the number of files that the process may open.
 *
 * @param sessions sessions at a time; further clients get HTTP 503
 * @param handshakes connections without a complete request; beyond it the oldest of them is cut
 * @param tokenChecks checks of tokens at a time; further clients get HTTP 503
 * @param outboundBytes bytes that wait for one session; beyond it the session is closed as too slow
 * @param inboundBytes bytes from one session that wait to be handled; beyond it nothing more is
 *     read from its socket
 * @param outstandingMessages messages of one session that are not answered yet; beyond it its next
 *     frame waits
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
    int min =
        IntStream.of(
                sessions, handshakes, tokenChecks, outboundBytes, inboundBytes, outstandingMessages)
            .min()
            .getAsInt();
    if (min < 1) {
      throw new IllegalArgumentException("a bound is 1 or more, not " + min);
    }
  }
}
