package io.chats.benchmarks.rig;

import io.chats.benchmarks.load.Upstreams;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.nats.PrivateNats;
import io.chats.testing.services.redis.PrivateRedis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Real services on this machine, private to a run: MariaDB that writes each commit to disk, NATS,
 * Redis, and those that nodes ask about people.
 */
public final class Rig implements AutoCloseable {

  public static final String TOPIC = "chats.1.0";

  private static final String USER = "bench";
  private static final String DATABASE = "chats";

  private final PrivateMariaDb mariaDb =
      PrivateMariaDb.start(
          "--innodb-buffer-pool-size=512M", "--innodb-log-file-size=256M", "--max-connections=500");
  private final PrivateNats nats = PrivateNats.start();
  private final PrivateRedis redis = PrivateRedis.start();
  private final Upstreams upstreams;
  private final Path node;
  private final StartArchive archive;

  /**
   * Starts them; nothing is left behind when the node is none.
   *
   * @param node the node's jar, beside which its libraries lie
   */
  public static Rig start(Path node) throws IOException, InterruptedException, SQLException {
    return new Rig(node, new StartArchive(node)); // first, since that tries the node
  }

  private Rig(Path node, StartArchive archive)
      throws IOException, InterruptedException, SQLException {
    this.node = node;
    this.archive = archive;
    this.upstreams = new Upstreams(bus());
    upstreams.answer();
    try (Connection connection =
            DriverManager.getConnection(mariaDb.jdbcUrl(), mariaDb.user(), mariaDb.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER " + USER + "@127.0.0.1 IDENTIFIED BY '" + USER + "'");
      statement.execute("GRANT ALL PRIVILEGES ON *.* TO " + USER + "@127.0.0.1");
      // The peer comes as this user, without a password; nobody else comes to this server.
      statement.execute("ALTER USER root@127.0.0.1 IDENTIFIED BY ''");
    }
  }

  public URI bus() {
    return URI.create(nats.url());
  }

  public int databasePort() {
    return mariaDb.port();
  }

  /** A connection to the nodes' database; the caller closes it. */
  public Connection database() throws SQLException {
    return DriverManager.getConnection(
        mariaDb.jdbcUrl() + "?useServerPrepStmts=true&cachePrepStmts=true", USER, USER);
  }

  /**
   * A node with its defaults, but for the bound of what one session may send; started with an
   * archive of its classes, as the container is.
   */
  public MeasuredServer startNode(String... jvmOptions) throws IOException, InterruptedException {
    return startNode(0, jvmOptions);
  }

  /**
   * @param port of its WebSocket; 0 for any
   */
  public MeasuredServer startNode(int port, String... jvmOptions)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(archive.options());
    arguments.addAll(List.of(jvmOptions));
    arguments.addAll(List.of("-jar", node.toString()));
    return MeasuredServer.java(environment(port), arguments.toArray(String[]::new));
  }

  /** A program of this module's own, which is given the address of NATS. */
  public MeasuredServer start(Class<?> main) throws IOException, InterruptedException {
    return MeasuredServer.own(main, nats.url());
  }

  private Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("BUS_URL", nats.url());
    environment.put("BUS_TOPIC", TOPIC);
    environment.put("DB_HOST", mariaDb.host());
    environment.put("DB_PORT", Integer.toString(mariaDb.port()));
    environment.put("DB_USER", USER);
    environment.put("DB_PASSWORD", USER);
    environment.put("DB_NAME", DATABASE);
    environment.put("REDIS_HOST", redis.host());
    environment.put("REDIS_PORT", Integer.toString(redis.port()));
    environment.put("WEBSOCKET_PORT", "127.0.0.1:" + port);
    environment.put("MANAGEMENT_PORT", "127.0.0.1:0");
    environment.put("WEBSOCKET_RATE", "0");
    environment.put("SHUTDOWN_SLEEP", "0");
    return environment;
  }

  @Override
  public void close() throws IOException {
    archive.close();
    upstreams.close();
    redis.close();
    nats.close();
    mariaDb.close();
  }
}
