package io.chats.adapter.mysql.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections to MySQL or MariaDB, below a pool, and knows by which number the server calls
 * each, so that what its caller has given up can be ended on the server. Any thread may use it.
 */
public final class ServerConnections implements DataSource {

  private static final Logger LOG = LoggerFactory.getLogger(ServerConnections.class);

  private final List<String> urls;
  private final Properties properties;
  private final String session;
  private final Cache<Connection, ServerThread> threads =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
  private final StatementKiller killer = new StatementKiller(this::getConnection);

  /** The server that last took writes; it is asked first. */
  private volatile String preferred;

  /**
   * @param urls of servers that have the same data, not empty: connections are opened to one that
   *     takes writes, if there is one, else to any that answers
   * @param properties of the driver, with user and password
   * @param session the statement that prepares each connection
   */
  public ServerConnections(List<String> urls, Map<String, String> properties, String session) {
    this.urls = List.copyOf(urls);
    this.preferred = urls.getFirst();
    this.properties = new Properties();
    this.properties.put("connectionAttributes", SilentProcesses.connectionAttributes());
    this.properties.putAll(properties);
    this.session = session;
  }

  /** Those from which this data source takes its connections, if it does. */
  static Optional<ServerConnections> below(DataSource pool) {
    try {
      return pool.isWrapperFor(ServerConnections.class)
          ? Optional.of(pool.unwrap(ServerConnections.class))
          : Optional.empty();
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  /**
   * Opens a connection; blocks for each server no longer than the time-outs of the driver allow.
   */
  @Override
  public Connection getConnection() throws SQLException {
    return urls.size() == 1 ? open(urls.getFirst()).connection() : openToPrimary();
  }

  private Connection openToPrimary() throws SQLException {
    Optional<Opened> readOnly = Optional.empty();
    SQLException failure = null;
    for (String url : inOrder()) {
      try {
        Opened opened = open(url);
        if (opened.isWritable()) {
          readOnly.ifPresent(Opened::close);
          preferred = url;
          return opened.connection();
        }
        readOnly.ifPresent(Opened::close);
        readOnly = Optional.of(opened);
      } catch (SQLException e) {
        failure = e;
      }
    }
    if (readOnly.isEmpty()) {
      throw failure;
    }
    return readOnly.get().connection();
  }

  private List<String> inOrder() {
    List<String> order = new ArrayList<>(urls);
    String first = preferred;
    order.remove(first);
    order.addFirst(first);
    return order;
  }

  private Opened open(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url, properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute(session);
      ServerThread thread = ServerThread.behind(statement);
      threads.put(connection, thread);
      return new Opened(connection, urls.size() == 1 || isWritable(statement));
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean isWritable(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT @@global.read_only")) {
      row.next();
      return row.getInt(1) == 0;
    }
  }

  private record Opened(Connection connection, boolean isWritable) {

    void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("A connection that is not needed could not be closed", e);
      }
    }
  }

  /**
   * The work of the server for the connection, which may be a pool's; to be asked for while the
   * connection is open. Empty for one that was not opened here.
   */
  Optional<ServerThread> threadOf(Connection connection) throws SQLException {
    return Optional.ofNullable(threads.getIfPresent(connection.unwrap(Connection.class)));
  }

  /** Returns whether another server may have taken over the work of one that is lost. */
  boolean hasSeveral() {
    return urls.size() > 1;
  }

  /** Has the server end it, with its transaction, soon; never blocks. */
  void end(ServerThread thread) {
    killer.end(thread);
  }

  /** Has the server end what processes hold that froze or vanished, soon; never blocks. */
  void endSilentProcesses() {
    killer.endSilentProcesses();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("user and password are among the properties");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!isWrapperFor(type)) {
      throw new SQLException("no " + type.getName());
    }
    return type.cast(this);
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter writer) {
    // The driver logs nothing.
  }

  /** Without effect: the driver's properties have the time-outs. */
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  /**
   * The work of a server for one connection.
   *
   * @param server behind the address of a cluster or a proxy may be several
   * @param id as {@code KILL} takes it
   */
  record ServerThread(String server, long id) {

    private static final String OWN =
        "SELECT CONCAT_WS(':', @@hostname, @@port, @@server_id), CONNECTION_ID()";

    /** The one that runs this statement. */
    static ServerThread behind(Statement statement) throws SQLException {
      try (ResultSet row = statement.executeQuery(OWN)) {
        row.next();
        return new ServerThread(row.getString(1), row.getLong(2));
      }
    }
  }
}
