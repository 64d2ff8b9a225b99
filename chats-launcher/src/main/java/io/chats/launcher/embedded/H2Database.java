package io.chats.launcher.embedded;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.api.ErrorCode;

/**
 * An H2 database in MySQL mode in a folder of its own, for one process. Commits survive a kill of
 * the process, but not a power cut (spec 7). If its file cannot be written the database is closed
 * for good: calls fail, and a new process finds all that was acknowledged. Safe for use by any
 * thread.
 *
 * @param dataSource a pool of READ COMMITTED connections that commit each statement
 */
public record H2Database(HikariDataSource dataSource) implements AutoCloseable {

  private static final String NAME = "chats";
  private static final int CONNECTIONS = 10;
  private static final Duration WAIT_FOR_CONNECTION = Duration.ofMillis(250);
  private static final Duration WAIT_FOR_LOCK = Duration.ofMillis(500);

  private static final String SETTINGS =
      ";MODE=MySQL;DATABASE_TO_LOWER=TRUE"
          // Commits are written before they are acknowledged.
          + ";WRITE_DELAY=0"
          // The process closes it, after the parts that use it until then.
          + ";DB_CLOSE_ON_EXIT=FALSE"
          // The trace would hold statements, and with them texts of users.
          + ";TRACE_LEVEL_FILE=0"
          + ";LOCK_TIMEOUT="
          + WAIT_FOR_LOCK.toMillis();

  /**
   * Opens the database; creates it and its folder if they are missing. Blocks while it recovers
   * from a kill.
   *
   * @throws DataFolderException if the database cannot be opened
   */
  public static H2Database open(Path folder) {
    Path home = folder.toAbsolutePath().normalize();
    if (home.toString().contains(";")) {
      throw new DataFolderException(
          home, "its name has a ';'; set DATA_DIR to another folder", null);
    }
    makeFolder(home);
    return openPool(home, "jdbc:h2:file:" + home.resolve(NAME) + SETTINGS);
  }

  @SuppressWarnings("try") // the first connection is held, not used
  private static H2Database openPool(Path home, String url) {
    // A pool would log a stack trace for a failure. The connection is held until there is a pool,
    // since H2 closes a database without connections.
    try (Connection first = DriverManager.getConnection(url)) {
      return new H2Database(pool(url));
    } catch (SQLException e) {
      throw new DataFolderException(home, reason(e), e);
    }
  }

  @Override
  public void close() {
    dataSource.close();
  }

  private static void makeFolder(Path home) {
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new DataFolderException(
          home, "it cannot be created; create it, or set DATA_DIR to another folder", e);
    }
  }

  /** A pool that is closed for good when the file cannot be written. */
  private static HikariDataSource pool(String url) {
    AtomicReference<HikariDataSource> pool = new AtomicReference<>();
    HikariConfig config = config(url);
    config.setExceptionOverride(new LostFile(() -> pool.get().close()));
    pool.set(new HikariDataSource(config));
    return pool.get();
  }

  private static HikariConfig config(String url) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("embedded");
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
    config.setValidationTimeout(WAIT_FOR_CONNECTION.toMillis());
    return config;
  }

  private static String reason(SQLException failure) {
    return failure.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
        ? "another process is using it; stop that one, or set DATA_DIR to another folder"
        : "the database in it cannot be opened (" + failure.getMessage() + ")";
  }
}
