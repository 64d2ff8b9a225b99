package io.chats.benchmarks.wire;

import java.io.IOException;

/** What happens to a {@link WebSocketWire}, told on its loop's thread. */
@FunctionalInterface
public interface WebSocketEvents {

  void text(String text);

  default void opened() {}

  /**
   * The server did not want it; it is not told to have ended then.
   *
   * @param head of the server's answer
   */
  default void refused(String head) throws IOException {
    throw new IOException(head);
  }

  /** The server closed it, before or after the handshake. */
  default void ended() throws IOException {
    throw new IOException("closed by the server");
  }
}
