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
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens connections to MySQL or MariaDB, below a pool, and knows by which number the server calls
 * each, so that what its caller has given up can be ended on the server. Any thread may use it.
 */
public final class ServerConnections implements DataSource {

  private final String url;
  private final Properties properties;
  private final String session;
  private final Cache<Connection, ServerThread> threads =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
  private final StatementKiller killer = new StatementKiller(this::getConnection);

  /**
   * @param properties of the driver, with user and password
   * @param session the statement that prepares each connection
   */
  public ServerConnections(String url, Map<String, String> properties, String session) {
    this.url = url;
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

  /** Opens a connection; blocks no longer than the time-outs of the driver allow. */
  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = DriverManager.getConnection(url, properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute(session);
      threads.put(connection, ServerThread.behind(statement));
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * The work of the server for the connection, which may be a pool's; to be asked for while the
   * connection is open. Empty for one that was not opened here.
   */
  Optional<ServerThread> threadOf(Connection connection) throws SQLException {
    return Optional.ofNullable(threads.getIfPresent(connection.unwrap(Connection.class)));
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
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
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
