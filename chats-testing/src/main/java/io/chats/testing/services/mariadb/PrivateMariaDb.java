package io.chats.testing.services.mariadb;

import io.chats.testing.services.PrivateService;
import io.chats.testing.services.process.Binaries;
import io.chats.testing.services.process.FreePorts;
import io.chats.testing.services.process.ServerProcess;
import io.chats.testing.services.process.TempFolder;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A MariaDB server that keeps committed data over restarts, with one empty database and one user
 * who may do everything.
 */
public final class PrivateMariaDb implements PrivateService {

  static final String LOG_SIZE = "--innodb-log-file-size=16M";

  private static final String USER = "root";
  private static final String DATABASE = "chats";
  private static final int PROTOCOL = 10;

  private final ServerProcess process;
  private final String password;

  private PrivateMariaDb(ServerProcess process, String password) {
    this.process = process;
    this.password = password;
  }

  /**
   * Starts a server.
   *
   * @param options of the server beside the usual ones, such as {@code --max-connections=5}
   */
  public static PrivateMariaDb start(String... options) {
    Path binary = Binaries.require("mariadbd");
    Path folder = TempFolder.create("mariadb");
    int port = FreePorts.next();
    String password = UUID.randomUUID().toString();
    MariaDbTemplate.copyTo(folder.resolve("data"));
    TempFolder.write(folder, "init.sql", initialStatements(password));
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(usualOptions(folder, port));
    command.addAll(MariaDbTemplate.asRoot());
    command.addAll(List.of(options));
    return new PrivateMariaDb(
        ServerProcess.start(folder, port, command, PrivateMariaDb::greets), password);
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** The name of its database. */
  public String database() {
    return DATABASE;
  }

  /** The address for Connector/J, without user and password. */
  public String jdbcUrl() {
    return "jdbc:mysql://" + host() + ":" + port() + "/" + DATABASE;
  }

  private static List<String> usualOptions(Path folder, int port) {
    return List.of(
        "--no-defaults",
        "--datadir=" + folder.resolve("data"),
        "--tmpdir=" + folder,
        "--init-file=" + folder.resolve("init.sql"),
        // Relative to the data folder, since the path of a socket must be short.
        "--socket=mariadb.sock",
        "--pid-file=mariadb.pid",
        "--bind-address=" + HOST,
        "--port=" + port,
        "--skip-name-resolve",
        "--character-set-server=utf8mb4",
        "--innodb-flush-log-at-trx-commit=1",
        "--innodb-buffer-pool-size=32M",
        "--aria-pagecache-buffer-size=1M",
        "--key-buffer-size=1M",
        LOG_SIZE);
  }

  // The server runs these at each start, before it answers the first connection.
  private static String initialStatements(String password) {
    return """
    CREATE OR REPLACE USER '%1$s'@'%2$s' IDENTIFIED BY '%3$s';
    GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'%2$s' WITH GRANT OPTION;
    CREATE DATABASE IF NOT EXISTS %4$s;
    """
        .formatted(USER, HOST, password, DATABASE);
  }

  /**
   * Reads the handshake packet: three bytes of length, a sequence number, the protocol's version.
   */
  private static boolean greets(Socket connection) throws IOException {
    byte[] packet = connection.getInputStream().readNBytes(5);
    return packet.length == 5 && packet[4] == PROTOCOL;
  }
}
