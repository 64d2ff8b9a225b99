package io.chats.testing.services.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Checks whether a server of one kind answers. */
@FunctionalInterface
public interface ServerProbe {

  /** Ample for a loopback connection, and short enough to repeat. */
  int TIMEOUT_MILLIS = 1000;

  /**
   * Returns whether the server answers as it should.
   *
   * @param connection new, with a read time-out
   */
  boolean answers(Socket connection) throws IOException;

  /** Returns whether the server at this port of the loopback address answers as it should. */
  default boolean reaches(int port) {
    try (Socket connection = new Socket()) {
      connection.setSoTimeout(TIMEOUT_MILLIS);
      connection.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      return answers(connection);
    } catch (IOException notYet) {
      return false;
    }
  }
}
