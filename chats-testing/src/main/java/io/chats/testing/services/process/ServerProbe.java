package io.chats.testing.services.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks a server of one kind for a sign of life. */
@FunctionalInterface
public interface ServerProbe {

  /** Long for a loopback connection, short for a wait. */
  int TIMEOUT_MILLIS = 1000;

  /**
   * Whether the server answers as it should.
   *
   * @param connection new, with a read time-out
   */
  boolean answers(Socket connection) throws IOException;

  /** Whether the server at this port of the loopback address answers as it should. */
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
