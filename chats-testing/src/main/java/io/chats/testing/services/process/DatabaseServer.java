package io.chats.testing.services.process;

import java.io.IOException;
import java.net.Socket;
import java.util.List;

/** The parts that servers of MySQL and MariaDB have in common. */
public final class DatabaseServer {

  private static final int PROTOCOL = 10;

  private DatabaseServer() {}

  /** The option without which such a server refuses to run as root, if tests run as root. */
  public static List<String> asRoot() {
    return System.getProperty("user.name").equals("root") ? List.of("--user=root") : List.of();
  }

  /**
   * Reads the handshake packet: three bytes of length, a sequence number, the protocol's version.
   */
  public static boolean greets(Socket connection) throws IOException {
    byte[] packet = connection.getInputStream().readNBytes(5);
    return packet.length == 5 && packet[4] == PROTOCOL;
  }
}
