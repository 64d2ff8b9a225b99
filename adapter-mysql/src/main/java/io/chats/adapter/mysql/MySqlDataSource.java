package io.chats.adapter.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Opens pools of connections to MySQL and MariaDB with the settings that the stores need. */
public final class MySqlDataSource {

  // HikariCP accepts no less.
  private static final Duration MIN_WAIT = Duration.ofMillis(250);

  /**
   * A wait for a lock is as short as the server allows. MariaDB also releases the locks of a node
   * that froze in the middle of a transaction after two seconds; to MySQL that is a comment.
   */
  private static final String SESSION =
      "SET innodb_lock_wait_timeout = 1 /*M! , idle_transaction_timeout = 2 */";

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
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setAutoCommit(settings.autoCommit());
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(SESSION);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(waitForConnection(settings.callBudget()).toMillis());
    config.setValidationTimeout(MIN_WAIT.toMillis());
    propertiesForStores(settings).forEach(config::addDataSourceProperty);
    return new HikariDataSource(config);
  }

  /** Finding a pooled connection dead takes up to {@link #MIN_WAIT} more. */
  private static Duration waitForConnection(Duration callBudget) {
    Duration third = callBudget.dividedBy(3);
    return third.compareTo(MIN_WAIT) < 0 ? MIN_WAIT : third;
  }

  static Map<String, String> propertiesForStores(DataSourceSettings settings) {
    Map<String, String> properties = common(settings.callBudget(), settings.callBudget());
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
    Map<String, String> properties = common(CONNECTING, MIGRATING);
    properties.putAll(settings.driverProperties());
    return properties;
  }

  private static Map<String, String> common(Duration connecting, Duration answering) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("connectTimeout", Long.toString(connecting.toMillis()));
    properties.put("socketTimeout", Long.toString(answering.toMillis()));
    properties.put("tcpKeepAlive", "true");
    properties.put("characterEncoding", "UTF-8");
    properties.put("connectionTimeZone", "UTC");
    return properties;
  }
}
