package io.chats.adapter.mysql.connection;

import io.chats.domain.port.StoreUnavailableException;
import io.chats.support.LogThrottle;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the calls of the stores on connections of a data source. Every call ends within the budget,
 * transactions are READ COMMITTED and are retried after a conflict with another one, and failures
 * become the exceptions that the ports promise. Methods block, and any thread may call them.
 */
public final class Transactions {

  /** Less would not suffice to find a pooled connection dead and to get another one. */
  public static final Duration MIN_BUDGET = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);

  private static final Executor CALLER = Runnable::run;

  private final Jdbi jdbi;
  private final Duration budget;
  private final LogThrottle outages = new LogThrottle(Duration.ofSeconds(30));

  /**
   * @param budget for one call, waiting for a connection included
   */
  public Transactions(DataSource dataSource, Duration budget) {
    this.jdbi = Jdbi.create(dataSource);
    this.budget = Objects.requireNonNull(budget);
    // The texts of statements and exceptions must never hold what users say.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    // Transactions are ended here, whether connections commit by themselves or not.
    jdbi.getConfig(Handles.class).setForceEndTransactions(false);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  public Duration budget() {
    return budget;
  }

  /** The deadline of a call that begins now. */
  public Deadline deadline() {
    return Deadline.in(budget);
  }

  /** Reads; each statement sees what was committed when it began. */
  public <T> T read(HandleCallback<T, SQLException> query) {
    return read(deadline(), query);
  }

  public <T> T read(Deadline deadline, HandleCallback<T, SQLException> query) {
    try {
      return connected(deadline, query);
    } catch (SQLException | JdbiException e) {
      throw exception(DatabaseFailure.of(e));
    }
  }

  /** Commits all of what the change does, or nothing; runs it again after a conflict. */
  public <T> T write(HandleCallback<T, SQLException> change) {
    return write(deadline(), change);
  }

  public <T> T write(Deadline deadline, HandleCallback<T, SQLException> change) {
    RetryPauses pauses = new RetryPauses(deadline, FIRST_PAUSE);
    while (true) {
      try {
        return connected(deadline, handle -> inTransaction(handle, change));
      } catch (SQLException | JdbiException e) {
        DatabaseFailure failure = DatabaseFailure.of(e);
        if (failure.kind() != DatabaseFailure.Kind.CONTENTION || !pauses.pause()) {
          throw exception(failure);
        }
      }
    }
  }

  /**
   * Makes statements of the connection fail that are not answered by the deadline.
   *
   * @throws StoreUnavailableException if it has passed
   */
  public static void limit(Connection connection, Deadline deadline) throws SQLException {
    long millisLeft = deadline.remaining().toMillis();
    // To the driver 0 would mean no limit.
    if (millisLeft <= 0) {
      throw new StoreUnavailableException("no connection in time", null);
    }
    connection.setNetworkTimeout(CALLER, Math.toIntExact(millisLeft));
  }

  private <T> T connected(Deadline deadline, HandleCallback<T, SQLException> call)
      throws SQLException {
    try (Handle handle = jdbi.open()) {
      Connection connection = handle.getConnection();
      limit(connection, deadline);
      // The driver knows it, so that asking costs nothing; our own pool has set it already.
      if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
      return call.withHandle(handle);
    }
  }

  private static <T> T inTransaction(Handle handle, HandleCallback<T, SQLException> change)
      throws SQLException {
    Connection connection = handle.getConnection();
    // The driver knows it, so that asking costs nothing.
    boolean autoCommit = connection.getAutoCommit();
    if (autoCommit) {
      connection.setAutoCommit(false);
    }
    try {
      return committed(handle, change);
    } finally {
      if (autoCommit) {
        restoreAutoCommit(connection);
      }
    }
  }

  /** A failure here is no failure of the call: the connection's next user finds it broken. */
  private static void restoreAutoCommit(Connection connection) {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      LOG.debug("A connection broke after its transaction had ended", e);
    }
  }

  private static <T> T committed(Handle handle, HandleCallback<T, SQLException> change)
      throws SQLException {
    try {
      T result = change.withHandle(handle);
      handle.getConnection().commit();
      return result;
    } catch (Throwable e) {
      rollBack(handle.getConnection(), e);
      throw e;
    }
  }

  private static void rollBack(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private RuntimeException exception(DatabaseFailure failure) {
    RuntimeException exception = failure.toException();
    if (failure.kind() == DatabaseFailure.Kind.UNAVAILABLE && outages.tryAcquire()) {
      LOG.warn("A call of the database failed: {}", exception.getMessage());
    }
    return exception;
  }
}
