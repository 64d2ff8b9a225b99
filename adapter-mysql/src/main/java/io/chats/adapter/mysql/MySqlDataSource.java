package io.chats.adapter.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.chats.adapter.mysql.connection.PromptSocketFactory;
import io.chats.adapter.mysql.connection.ServerConnections;
import io.chats.adapter.mysql.connection.Transactions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Opens pools of connections to MySQL and MariaDB with the settings that the stores need. */
public final class MySqlDataSource {

  // HikariCP accepts no less.
  private static final Duration MIN_WAIT = Duration.ofMillis(250);

  // HikariCP accepts no less. A connection that is idle for longer is not ended by the server.
  private static final Duration KEEPALIVE = Transactions.MAX_IDLE.dividedBy(2);

  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration MIGRATING = Duration.ofMinutes(5);

  private MySqlDataSource() {}

  /**
   * Opens a pool, which the caller closes. It connects when it is first used, so this neither
   * blocks nor fails when the database is away.
   */
  public static HikariDataSource open(DataSourceSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(settings.poolName());
    config.setDataSource(
        new ServerConnections(
            settings.jdbcUrls(),
            propertiesForStores(settings),
            sessionLimits(settings.callBudget())));
    config.setMaximumPoolSize(settings.poolSize());
    config.setAutoCommit(settings.autoCommit());
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setKeepaliveTime(KEEPALIVE.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(waitForConnection(settings.callBudget()).toMillis());
    config.setValidationTimeout(MIN_WAIT.toMillis());
    return new HikariDataSource(config);
  }

  /**
   * The statement that limits what the server does for a connection, for services that pass a pool
   * of their own to {@link Database#over}: it is to be run when the pool connects. A wait for a
   * lock, also for that of a table which is being altered, is as short as the server allows. A
   * read, and in MariaDB any statement, ends a little before its caller gives up, which spares a
   * new connection. The transaction of a node that froze or vanished loses its locks after two
   * seconds in MariaDB, and in MySQL after {@link Transactions#MAX_IDLE} (a pool of {@link #open}
   * frees them within seconds, where somebody waits for them). So the pool has to ping its idle
   * connections more often than that, which HikariCP does with a {@code keepaliveTime} of 30 s.
   *
   * @param callBudget as for {@link Database#over}
   */
  public static String sessionLimits(Duration callBudget) {
    Duration statement = callBudget.multipliedBy(9).dividedBy(10);
    // In seconds, but max_execution_time in milliseconds. A comment that begins with M! is for
    // MariaDB alone. One with a version from 50700 to 99999 is for MySQL alone: MariaDB leaves it
    // out.
    return """
    SET innodb_lock_wait_timeout = 1, lock_wait_timeout = 1, net_write_timeout = 10,
      wait_timeout = %1$d
      /*M! , idle_transaction_timeout = 2, max_statement_time = %2$d.%3$03d */
      /*!80000 , max_execution_time = %4$d */
    """
        .formatted(
            Transactions.MAX_IDLE.toSeconds(),
            statement.toSeconds(),
            statement.toMillisPart(),
            statement.toMillis());
  }

  /** Finding a pooled connection dead takes up to {@link #MIN_WAIT} more. */
  private static Duration waitForConnection(Duration callBudget) {
    Duration third = callBudget.dividedBy(3);
    return third.compareTo(MIN_WAIT) < 0 ? MIN_WAIT : third;
  }

  static Map<String, String> propertiesForStores(DataSourceSettings settings) {
    // Calls set a time of their own; this one is for connecting.
    Duration connecting =
        settings.hasSeveralServers()
            ? waitForConnection(settings.callBudget())
            : settings.callBudget();
    Map<String, String> properties = common(settings, connecting, connecting);
    // Prepared once on the server, used again by every later call on that connection.
    properties.put("useServerPrepStmts", "true");
    properties.put("cachePrepStmts", "true");
    properties.put("prepStmtCacheSize", "250");
    // Statements beyond that are rare, and would cost the server too much memory if kept.
    properties.put("prepStmtCacheSqlLimit", "32768");
    // Saves questions to the server whose answers the driver knows.
    properties.put("useLocalSessionState", "true");
    properties.put("maintainTimeStats", "false");
    properties.putAll(settings.driverProperties());
    return properties;
  }

  /** The properties for DDL, which may take minutes. */
  static Map<String, String> propertiesForMigrations(DataSourceSettings settings) {
    Map<String, String> properties = common(settings, CONNECTING, MIGRATING);
    properties.putAll(settings.driverProperties());
    return properties;
  }

  private static Map<String, String> common(
      DataSourceSettings settings, Duration connecting, Duration answering) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("user", settings.user());
    properties.put("password", settings.password());
    properties.put("connectTimeout", Long.toString(connecting.toMillis()));
    properties.put("socketTimeout", Long.toString(answering.toMillis()));
    properties.put("tcpKeepAlive", "true");
    properties.put("socketFactory", PromptSocketFactory.class.getName());
    // The key that encrypts a password where there is no TLS: nobody else can answer on this way.
    properties.put("allowPublicKeyRetrieval", Boolean.toString(settings.isOnThisMachine()));
    properties.put("characterEncoding", "UTF-8");
    properties.put("connectionTimeZone", "UTC");
    return properties;
  }
}
