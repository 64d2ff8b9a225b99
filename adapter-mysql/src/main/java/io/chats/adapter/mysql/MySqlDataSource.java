package io.chats.adapter.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** Opens pools of connections to MySQL and MariaDB, set up as the stores want them. */
public final class MySqlDataSource {

  // HikariCP takes no less.
  private static final Duration LEAST_WAIT = Duration.ofMillis(250);

  /**
   * A lock is waited for as shortly as the server can; and MariaDB takes the locks of a node that
   * was frozen in the middle of a transaction after two seconds. To MySQL the rest is a comment.
   */
  private static final String SESSION =
      "SET innodb_lock_wait_timeout = 1 /*M! , idle_transaction_timeout = 2 */";

  private MySqlDataSource() {}

  /**
   * Opens a pool; whether the database is there shows when it is first used, so that this neither
   * blocks nor fails when it is not. The caller closes it.
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
    config.setValidationTimeout(LEAST_WAIT.toMillis());
    DriverProperties.forStores(settings).forEach(config::addDataSourceProperty);
    return new HikariDataSource(config);
  }

  /** Finding a pooled connection dead takes up to {@link #LEAST_WAIT} more. */
  private static Duration waitForConnection(Duration callBudget) {
    Duration third = callBudget.dividedBy(3);
    return third.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : third;
  }
}
