package io.chats.testing.services.mysql;

import io.chats.testing.services.PrivateDatabase;
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
 * A MySQL server that keeps committed data over restarts, with one empty database and one user who
 * may do everything. It is an 8.0, or the newest one that was fetched ({@link MySqlHome}).
 */
public final class PrivateMySql implements PrivateDatabase {

  private static final String USER = "chats";
  private static final String DATABASE = "chats";
  private static final String LOG_SIZE = "--innodb-redo-log-capacity=16M";

  private final ServerProcess process;
  private final String password;

  private PrivateMySql(ServerProcess process, String password) {
    this.process = process;
    this.password = password;
  }

  /**
   * Starts a MySQL 8.0.
   *
   * @param options of the server beside the usual ones, such as {@code --max-connections=5}
   */
  public static PrivateMySql start(String... options) {
    return start(MySqlHome.require(), options);
  }

  /** Returns whether this machine has a MySQL from 9.7 on. */
  public static boolean hasNewest() {
    return MySqlHome.hasNewest();
  }

  /**
   * Starts a MySQL from 9.7 on. On a machine without one it aborts the test, which is reported as
   * not run.
   *
   * @param options of the server beside the usual ones, such as {@code --max-connections=5}
   */
  public static PrivateMySql startNewest(String... options) {
    return start(MySqlHome.newest(), options);
  }

  private static PrivateMySql start(MySqlHome home, String... options) {
    Path folder = TempFolder.create("mysql");
    int port = FreePorts.next();
    String password = UUID.randomUUID().toString();
    new DataTemplate("mysql", home.version(), (data, tmp) -> install(home, data, tmp))
        .copyTo(folder.resolve("data"));
    TempFolder.write(folder, "init.sql", initialStatements(password));
    List<String> command = command(home, folder.resolve("data"), folder);
    command.addAll(usualOptions(folder, port));
    command.addAll(List.of(options));
    return new PrivateMySql(
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

  private static void install(MySqlHome home, Path data, Path tmp) {
    List<String> command = command(home, data, tmp);
    command.add("--initialize-insecure");
    Commands.run(command.toArray(String[]::new));
  }

  private static List<String> command(MySqlHome home, Path data, Path tmp) {
    List<String> command = new ArrayList<>();
    command.add(home.server().toString());
    // Has to be the first option.
    command.add("--no-defaults");
    command.add("--basedir=" + home.folder());
    command.add("--datadir=" + data);
    command.add("--tmpdir=" + tmp);
    command.add(LOG_SIZE);
    command.addAll(DatabaseServer.asRoot());
    return command;
  }

  private static List<String> usualOptions(Path folder, int port) {
    return List.of(
        "--init-file=" + folder.resolve("init.sql"),
        "--secure-file-priv=NULL",
        "--mysqlx=OFF",
        // Relative to the data folder, since the path of a socket must be short.
        "--socket=mysql.sock",
        "--pid-file=mysql.pid",
        "--bind-address=" + HOST,
        "--port=" + port,
        "--skip-name-resolve",
        "--character-set-server=utf8mb4",
        "--innodb-flush-log-at-trx-commit=1",
        "--innodb-buffer-pool-size=32M");
  }

  // The server runs these at each start, before it answers the first connection.
  private static String initialStatements(String password) {
    return """
    CREATE USER IF NOT EXISTS '%1$s'@'%2$s' IDENTIFIED BY '%3$s';
    GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'%2$s' WITH GRANT OPTION;
    CREATE DATABASE IF NOT EXISTS %4$s;
    """
        .formatted(USER, HOST, password, DATABASE);
  }
}
