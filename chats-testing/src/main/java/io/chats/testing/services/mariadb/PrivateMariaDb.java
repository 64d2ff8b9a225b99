package io.chats.testing.services.mariadb;

import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.process.Binaries;
import io.chats.testing.services.process.Commands;
import io.chats.testing.services.process.DataTemplate;
import io.chats.testing.services.process.DatabaseServer;
import io.chats.testing.services.process.FreePorts;
import io.chats.testing.services.process.ServerProcess;
import io.chats.testing.services.process.TempFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A MariaDB server that keeps committed data over restarts, with one empty database and one user
 * who may do everything.
 */
public final class PrivateMariaDb implements PrivateDatabase {

  private static final String LOG_SIZE = "--innodb-log-file-size=16M";

  private static final String USER = "root";
  private static final String DATABASE = "chats";

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
    new DataTemplate("mariadb", version(binary), PrivateMariaDb::install)
        .copyTo(folder.resolve("data"));
    TempFolder.write(folder, "init.sql", initialStatements(password));
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(usualOptions(folder, port));
    command.addAll(DatabaseServer.asRoot());
    command.addAll(List.of(options));
    return new PrivateMariaDb(
        ServerProcess.start(folder, port, command, DatabaseServer::greets), password);
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  @Override
  public String user() {
    return USER;
  }

  @Override
  public String password() {
    return password;
  }

  @Override
  public String database() {
    return DATABASE;
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

  private static void install(Path data, Path tmp) {
    List<String> command = new ArrayList<>();
    command.add(Binaries.require("mariadb-install-db").toString());
    command.addAll(List.of("--no-defaults", "--skip-test-db", "--datadir=" + data));
    command.add("--tmpdir=" + tmp);
    command.add(LOG_SIZE);
    command.addAll(DatabaseServer.asRoot());
    Commands.run(command.toArray(String[]::new));
  }

  private static String version(Path binary) {
    String version = Commands.run(binary.toString(), "--version");
    return version.replaceAll(".* Ver ", "").replaceAll("[^A-Za-z0-9.]+", "-");
  }
}
