package io.chats.adapter.mysql.connection;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.chats.adapter.mysql.connection.ServerConnections.ServerThread;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.support.LogThrottle;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the calls of the stores on connections of a data source. Every call ends within the budget,
 * and what is given up then is ended on the server, too, where the data source is this adapter's
 * own pool (spec 3). Transactions are READ COMMITTED and are retried after a conflict with another
 * one, and failures become the exceptions that the ports promise. Methods block, and any thread may
 * call them.
 */
public final class Transactions {

  /** Less would not suffice to find a pooled connection dead and to get another one. */
  public static final Duration MIN_BUDGET = Duration.ofMillis(500);

  /** More would break the promise of {@link #MAX_OPEN}. */
  public static final Duration MAX_BUDGET = Duration.ofSeconds(30);

  /**
   * No transaction of any node stays open for longer, whatever happens to the node: who sees a
   * change with a higher id, and after this time none with a lower one, will never see one. A node
   * that runs starts no statement after its budget and ends what it has given up. The transaction
   * of a node that froze or vanished is ended by the server: at the next statement's limit, or when
   * it has heard nothing for {@link #MAX_IDLE}. This needs the pools of this adapter, or sessions
   * with the same limits.
   */
  public static final Duration MAX_OPEN = Duration.ofMinutes(2);

  /**
   * After this time without a statement a server ends a connection, with its transaction; pools
   * keep idle ones alive.
   */
  public static final Duration MAX_IDLE = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);

  private static final Executor CALLER = Runnable::run;

  private final Jdbi jdbi;
  private final Duration budget;
  private final Optional<ServerConnections> server;
  private final WriteState writes;
  private final LogThrottle outages = new LogThrottle(Duration.ofSeconds(30));

  /** When the server last answered, on the scale of {@link System#nanoTime}. */
  private volatile long answeredAt;

  /**
   * @param budget for one call, waiting for a connection included; at most {@link #MAX_BUDGET}
   */
  public Transactions(DataSource dataSource, Duration budget) {
    this(dataSource, budget, new WriteState(System::nanoTime));
  }

  /**
   * As above.
   *
   * @param writes of the database, which several pools may have in common
   */
  public Transactions(DataSource dataSource, Duration budget, WriteState writes) {
    this.jdbi = Jdbi.create(dataSource);
    this.writes = writes;
    writes.onMove(() -> replaceConnections(dataSource));
    this.budget = Objects.requireNonNull(budget);
    this.server = ServerConnections.below(dataSource);
    this.answeredAt = longAgo();
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

  /** What is known of writes. */
  public WriteState writes() {
    return writes;
  }

  /** Returns whether a call has succeeded within that time. */
  public boolean answeredWithin(Duration time) {
    return System.nanoTime() - answeredAt < time.toNanos();
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
        return connected(deadline, handle -> inTransaction(handle, deadline, change));
      } catch (SQLException | JdbiException e) {
        DatabaseFailure failure = DatabaseFailure.of(e);
        if (failure.waitedForLock()) {
          server.ifPresent(ServerConnections::endSilentProcesses);
        }
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
      throw new StoreUnavailableException("no answer in time", null);
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
      handle.getConfig(SqlStatements.class).addCustomizer(new TimeLeft(deadline));
      return endedWhenLost(connection, handle, call);
    }
  }

  /** Makes the call; when its connection is lost, the server ends what the call had it do. */
  private <T> T endedWhenLost(
      Connection connection, Handle handle, HandleCallback<T, SQLException> call)
      throws SQLException {
    Optional<ServerThread> thread = thread(connection);
    try {
      T result = call.withHandle(handle);
      answeredAt = System.nanoTime();
      return result;
    } catch (SQLException | JdbiException e) {
      if (DatabaseFailure.of(e).lostConnection()) {
        thread.ifPresent(it -> server.orElseThrow().end(it));
        server.filter(ServerConnections::hasSeveral).ifPresent(it -> writes.move());
      }
      throw e;
    }
  }

  private Optional<ServerThread> thread(Connection connection) throws SQLException {
    return server.isPresent() ? server.get().threadOf(connection) : Optional.empty();
  }

  private static <T> T inTransaction(
      Handle handle, Deadline deadline, HandleCallback<T, SQLException> change)
      throws SQLException {
    Connection connection = handle.getConnection();
    // The driver knows it, so that asking costs nothing.
    boolean autoCommit = connection.getAutoCommit();
    if (autoCommit) {
      connection.setAutoCommit(false);
    }
    try {
      return committed(handle, deadline, change);
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

  private static <T> T committed(
      Handle handle, Deadline deadline, HandleCallback<T, SQLException> change)
      throws SQLException {
    try {
      T result = change.withHandle(handle);
      limit(handle.getConnection(), deadline);
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

  private static long longAgo() {
    return System.nanoTime() - Duration.ofDays(1).toNanos();
  }

  private RuntimeException exception(DatabaseFailure failure) {
    writes.failed(failure);
    if (failure.kind() == DatabaseFailure.Kind.UNAVAILABLE) {
      answeredAt = longAgo(); // so that whoever wants to know asks
    }
    RuntimeException exception =
        failure.refusesWrites()
            ? new StoreUnavailableException(failure.explanation(), failure.cause())
            : failure.toException();
    if (exception instanceof StoreUnavailableException
        && failure.kind() != DatabaseFailure.Kind.CONTENTION
        && outages.tryAcquire()) {
      LOG.warn("A call of the database failed: {}", exception.getMessage());
    }
    return exception;
  }

  /** Has a pool open new connections, since another server may take writes by now. */
  private static void replaceConnections(DataSource pool) {
    try {
      if (pool.isWrapperFor(HikariDataSource.class)) {
        Optional.ofNullable(pool.unwrap(HikariDataSource.class).getHikariPoolMXBean())
            .ifPresent(HikariPoolMXBean::softEvictConnections);
      }
    } catch (SQLException e) {
      LOG.debug("A pool keeps its connections", e);
    }
  }

  /** Gives each statement of a call the time that is left for the whole. */
  private record TimeLeft(Deadline deadline) implements StatementCustomizer {

    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context)
        throws SQLException {
      limit(statement.getConnection(), deadline);
    }
  }
}
