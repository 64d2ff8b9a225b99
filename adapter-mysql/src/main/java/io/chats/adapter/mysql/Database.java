package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Backoff;
import io.chats.adapter.mysql.connection.DatabaseFailure;
import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.connection.OutageLog;
import io.chats.adapter.mysql.connection.TransactionBody;
import io.chats.domain.port.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
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
 * The database as the stores use it: every call ends within a time, transactions are READ COMMITTED
 * and repeated when they met another's, and what fails is told apart in one place. Safe for use by
 * any thread; closes nothing.
 */
public final class Database {

  /** Less would not suffice to find a pooled connection dead, and another one. */
  public static final Duration LEAST_BUDGET = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private static final Executor CALLER = Runnable::run;

  private final Jdbi jdbi;
  private final Duration budget;
  private final OutageLog outages = new OutageLog();

  private Database(Jdbi jdbi, Duration budget) {
    this.jdbi = jdbi;
    this.budget = budget;
  }

  /**
   * Uses a data source, whose tables {@link Migrations} made.
   *
   * @param dataSource must give up waiting for a connection before the budget is spent; when its
   *     connections honour {@link Connection#setNetworkTimeout}, no call takes longer than that.
   *     They may commit by themselves or not: for a store that appends it is faster if not, which
   *     saves two round trips to the server for each transaction
   * @param budget for one call of a store, waiting for a connection included
   */
  public static Database over(DataSource dataSource, Duration budget) {
    Jdbi jdbi = Jdbi.create(dataSource);
    // The texts of statements and exceptions must never hold what users say.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    // Transactions are ended here, whether connections commit by themselves or not.
    jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    return new Database(jdbi, Objects.requireNonNull(budget));
  }

  /** Whether it answers; blocks no longer than the budget. */
  public boolean answers() {
    try {
      return read(handle -> handle.select("SELECT 1").mapTo(Integer.class).one()) == 1;
    } catch (StoreUnavailableException e) {
      return false;
    }
  }

  Duration budget() {
    return budget;
  }

  public Deadline deadline() {
    return Deadline.in(budget);
  }

  /** Reads; each statement sees what was committed when it began. */
  public <T> T read(TransactionBody<T> work) {
    return read(deadline(), work);
  }

  public <T> T read(Deadline deadline, TransactionBody<T> work) {
    try {
      return connected(deadline, work);
    } catch (SQLException | JdbiException e) {
      throw told(DatabaseFailure.of(e));
    }
  }

  /** Does all of the work, or nothing; begins again when it met another transaction's. */
  public <T> T write(TransactionBody<T> work) {
    return write(deadline(), work);
  }

  public <T> T write(Deadline deadline, TransactionBody<T> work) {
    Backoff backoff = new Backoff(deadline);
    while (true) {
      try {
        return connected(deadline, handle -> inTransaction(handle, work));
      } catch (SQLException | JdbiException e) {
        DatabaseFailure failure = DatabaseFailure.of(e);
        if (!failure.isContention() || !backoff.pause()) {
          throw told(failure);
        }
      }
    }
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /** Has whatever is asked from now on be answered by then, or fail. */
  public static void limit(Connection connection, Deadline deadline) throws SQLException {
    connection.setNetworkTimeout(CALLER, millisLeft(deadline));
  }

  private <T> T connected(Deadline deadline, TransactionBody<T> work) throws SQLException {
    try (Handle handle = jdbi.open()) {
      Connection connection = handle.getConnection();
      limit(connection, deadline);
      // Known to the driver, so that asking for it is free; a pool as ours has it set already.
      if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
      return work.on(handle);
    }
  }

  private static <T> T inTransaction(Handle handle, TransactionBody<T> work) throws SQLException {
    Connection connection = handle.getConnection();
    // Known to the driver, so that asking for it is free.
    boolean commitsByItself = connection.getAutoCommit();
    if (commitsByItself) {
      connection.setAutoCommit(false);
    }
    try {
      return committed(handle, work);
    } finally {
      if (commitsByItself) {
        letCommit(connection);
      }
    }
  }

  /** A connection that cannot is broken, as its next use shows; what came of the work stands. */
  private static void letCommit(Connection connection) {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      LOG.debug("A connection broke after its transaction had ended", e);
    }
  }

  private static <T> T committed(Handle handle, TransactionBody<T> work) throws SQLException {
    try {
      T result = work.on(handle);
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

  private RuntimeException told(DatabaseFailure failure) {
    RuntimeException exception = failure.toException();
    if (failure.kind() == DatabaseFailure.Kind.UNAVAILABLE) {
      outages.tell(exception.getMessage());
    }
    return exception;
  }

  /** 0 would mean: without limit. */
  private static int millisLeft(Deadline deadline) {
    long left = deadline.remaining().toMillis();
    if (left <= 0) {
      throw new StoreUnavailableException("no connection in time", null);
    }
    return Math.toIntExact(left);
  }
}
