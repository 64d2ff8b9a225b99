package io.chats.benchmarks.testbed;

import io.chats.adapter.mysql.DataSourceSettings;
import io.chats.adapter.mysql.Migrations;
import io.chats.benchmarks.load.Upstreams;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.nats.PrivateNats;
import io.chats.testing.services.network.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Real services on this machine, private to one run: MariaDB that writes each commit to disk, NATS,
 * Redis, and the upstream services of the nodes.
 */
public final class TestBed implements AutoCloseable {

  public static final String TOPIC = "chats.1.0";

  private static final String USER = "bench";
  private static final String DATABASE = "chats";

  private final PrivateMariaDb mariaDb =
      PrivateMariaDb.start(
          "--innodb-buffer-pool-size=4G", "--innodb-log-file-size=256M", "--max-connections=500");
  private final PrivateNats nats = PrivateNats.start();
  private final Installation installation = new Installation(DATABASE, TOPIC);
  private final Upstreams upstreams;
  private final Path node;
  private final StartArchive archive;

  /**
   * Starts them; leaves nothing behind when the node does not start.
   *
   * @param node the node's jar, with its libraries beside it
   */
  public static TestBed start(Path node) throws IOException, InterruptedException, SQLException {
    return new TestBed(node, new StartArchive(node)); // first, since that tests the node
  }

  private TestBed(Path node, StartArchive archive)
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
      // The peer connects as this user, without a password.
      statement.execute("ALTER USER root@127.0.0.1 IDENTIFIED BY ''");
    }
  }

  public URI bus() {
    return URI.create(nats.url());
  }

  public int databasePort() {
    return mariaDb.port();
  }

  /** The installation that nodes belong to unless another one is named. */
  public Installation installation() {
    return installation;
  }

  /**
   * Makes another installation, with an empty database; the caller closes it.
   *
   * @param name of lower-case letters, not used before
   */
  public Installation install(String name) throws SQLException {
    String database = DATABASE + "_" + name;
    try (Connection connection = database();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    return new Installation(database, TOPIC + "." + name);
  }

  /** The migrations that a node runs when it starts. */
  public Migrations migrations(Installation of) {
    return Migrations.of(
        DataSourceSettings.builder(mariaDb.host(), of.database())
            .port(mariaDb.port())
            .credentials(USER, USER)
            .build());
  }

  /** Opens a connection to the nodes' database; the caller closes it. */
  public Connection database() throws SQLException {
    return database(installation);
  }

  /** Opens a connection to the database of an installation; the caller closes it. */
  public Connection database(Installation of) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mysql://%s:%d/%s?useServerPrepStmts=true&cachePrepStmts=true"
            .formatted(mariaDb.host(), mariaDb.port(), of.database()),
        USER,
        USER);
  }

  /** The processor time that MariaDB has used. */
  public Duration databaseCpu() throws IOException, SQLException {
    try (Connection connection = database();
        Statement statement = connection.createStatement();
        ResultSet file = statement.executeQuery("SELECT @@pid_file")) {
      file.next();
      String pid = Files.readString(Path.of(file.getString(1))).strip();
      return ProcessHandle.of(Long.parseLong(pid))
          .flatMap(process -> process.info().totalCpuDuration())
          .orElse(Duration.ZERO);
    }
  }

  /** A way to NATS that can be cut; the caller closes it. */
  public TcpProxy proxyToBus() {
    return TcpProxy.to(nats);
  }

  /** The address of NATS for questions about it, without a trailing slash. */
  public String busMonitoring() {
    return nats.monitoringUrl();
  }

  /**
   * Starts a node with its defaults, except for the limit of frames per session; with an archive of
   * its classes, as in the container.
   */
  public MeasuredServer startNode(String... jvmOptions) throws IOException, InterruptedException {
    return startNode(0, jvmOptions);
  }

  /**
   * Starts a node.
   *
   * @param port of its WebSocket; 0 for any
   */
  public MeasuredServer startNode(int port, String... jvmOptions)
      throws IOException, InterruptedException {
    return startNode(installation, Map.of("WEBSOCKET_PORT", "127.0.0.1:" + port), jvmOptions);
  }

  /**
   * Starts a node of an installation.
   *
   * @param variables in place of the usual ones
   */
  public MeasuredServer startNode(
      Installation of, Map<String, String> variables, String... jvmOptions)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(archive.options());
    arguments.addAll(List.of(jvmOptions));
    arguments.addAll(List.of("-jar", node.toString()));
    Map<String, String> environment = environment();
    environment.putAll(of.environment());
    environment.putAll(variables);
    return MeasuredServer.java(environment, arguments.toArray(String[]::new));
  }

  /** Starts a program of this module, with the address of NATS as its argument. */
  public MeasuredServer start(Class<?> main) throws IOException, InterruptedException {
    return MeasuredServer.own(main, nats.url());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("BUS_URL", nats.url());
    environment.put("DB_HOST", mariaDb.host());
    environment.put("DB_PORT", Integer.toString(mariaDb.port()));
    environment.put("DB_USER", USER);
    environment.put("DB_PASSWORD", USER);
    environment.put("WEBSOCKET_PORT", "127.0.0.1:0");
    environment.put("MANAGEMENT_PORT", "127.0.0.1:0");
    environment.put("WEBSOCKET_RATE", "0");
    environment.put("SHUTDOWN_SLEEP", "0");
    return environment;
  }

  @Override
  public void close() throws IOException {
    archive.close();
    upstreams.close();
    installation.close();
    nats.close();
    mariaDb.close();
  }
}
