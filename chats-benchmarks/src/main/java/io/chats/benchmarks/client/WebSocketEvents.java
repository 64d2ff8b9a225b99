package io.chats.benchmarks.client;

import java.io.IOException;

/** The events of a {@link LightWebSocketClient}, on the thread of its loop. */
@FunctionalInterface
public interface WebSocketEvents {

  void text(String text);

  default void opened() {}

  /**
   * The server rejected the handshake; {@link #ended} does not follow.
   *
   * @param head of the server's answer
   */
  default void refused(String head) throws IOException {
    throw new IOException(head);
  }

  /** The server closed the connection, before or after the handshake. */
  default void ended() throws IOException {
    throw new IOException("closed by the server");
  }
}
