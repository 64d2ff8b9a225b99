package io.chats.adapter.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

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
    DriverProperties.forStores(settings).forEach(config::addDataSourceProperty);
    return new HikariDataSource(config);
  }

  /** Finding a pooled connection dead takes up to {@link #MIN_WAIT} more. */
  private static Duration waitForConnection(Duration callBudget) {
    Duration third = callBudget.dividedBy(3);
    return third.compareTo(MIN_WAIT) < 0 ? MIN_WAIT : third;
  }
}
