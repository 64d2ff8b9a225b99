package io.chats.adapter.websocket.settings;

import java.util.stream.IntStream;

/**
 * What one session may use of the node (spec G8). With the page of messages that the application
 * holds during a sync, it stays below 1 MiB of heap.
 *
 * @param outboundBytes bytes that wait for one session; beyond it the session is closed as too slow
 * @param inboundBytes bytes from one session that wait to be handled; beyond it nothing more is
 *     read from its socket
 * @param outstandingMessages messages of one session that are not answered yet; beyond it its next
 *     frame waits
 */
public record SessionBounds(int outboundBytes, int inboundBytes, int outstandingMessages) {

  /** The documented defaults. */
  public static final SessionBounds DEFAULT = new SessionBounds(512 * 1024, 64 * 1024, 256);

  /**
   * @throws IllegalArgumentException for anything below 1
   */
  public SessionBounds {
    if (IntStream.of(outboundBytes, inboundBytes, outstandingMessages).anyMatch(it -> it < 1)) {
      throw new IllegalArgumentException("a bound is 1 or more");
    }
  }
}
