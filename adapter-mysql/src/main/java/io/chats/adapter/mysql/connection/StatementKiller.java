package io.chats.adapter.mysql.connection;

import io.chats.adapter.mysql.connection.ServerConnections.ServerThread;
import io.chats.support.LogThrottle;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends on the server what callers have given up (spec 3). A server runs a statement to its end, and
 * keeps the locks of its transaction, although the connection is gone. What callers gave up may
 * have waited for the locks of a process that is gone, so these are ended, too ({@link
 * SilentProcesses}). It uses a connection of its own, since those of a pool may all be busy; one at
 * a time, and only while there is something to end. Any thread may use it.
 */
final class StatementKiller {

  private static final Logger LOG = LoggerFactory.getLogger(StatementKiller.class);

  /** More than all pools of a node have connections. */
  private static final int MAX_WAITING = 1_000;

  private static final Duration LINGER = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private static final int NO_SUCH_THREAD = 1094;

  /** Opens a connection to the server; blocks for a bounded time. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  private final Opener opener;
  private final BlockingQueue<ServerThread> givenUp = new LinkedBlockingQueue<>(MAX_WAITING);
  private final AtomicBoolean running = new AtomicBoolean();
  private final LogThrottle lines = new LogThrottle(Duration.ofSeconds(30));
  private final LogThrottle looks = new LogThrottle(BETWEEN_LOOKS);

  StatementKiller(Opener opener) {
    this.opener = opener;
  }

  /** Ends it soon, with its transaction; never blocks. */
  void end(ServerThread thread) {
    if (!givenUp.offer(thread)) {
      report("too many at once");
    }
    runUnlessRunning();
  }

  /** Looks soon whether a process that is gone holds locks, and ends its connections. */
  void endSilentProcesses() {
    runUnlessRunning();
  }

  private void runUnlessRunning() {
    if (running.compareAndSet(false, true)) {
      // No executor of the application is needed for what is rare and short.
      Thread.ofVirtual().name("given up statements").start(this::run);
    }
  }

  private void run() {
    do {
      try (Connection connection = opener.open();
          Statement statement = connection.createStatement()) {
        endAll(statement);
      } catch (Throwable e) { // when the server is away there is nothing to end
        givenUp.clear();
        report(DatabaseFailure.of(e).toException().getMessage());
      }
      running.set(false);
    } while (!givenUp.isEmpty() && running.compareAndSet(false, true));
  }

  private void endAll(Statement statement) throws SQLException, InterruptedException {
    String server = ServerThread.behind(statement).server();
    endSilentProcesses(statement);
    for (ServerThread thread = next(); thread != null; thread = next()) {
      // Behind a proxy, and after a failover, another server may have given that number to another.
      if (thread.server().equals(server)) {
        end(statement, thread.id());
      }
      endSilentProcesses(statement);
    }
  }

  private void endSilentProcesses(Statement statement) throws SQLException {
    if (looks.tryAcquire()) {
      List<Long> silent = SilentProcesses.connections(statement);
      for (long id : silent) {
        end(statement, id);
      }
      if (!silent.isEmpty()) {
        LOG.warn("Ended {} connections of processes that froze or vanished", silent.size());
      }
    }
  }

  /** Waits a little for more, since a server that is slow to connect to is the usual case. */
  private ServerThread next() throws InterruptedException {
    return givenUp.poll(LINGER.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void end(Statement statement, long thread) throws SQLException {
    try {
      statement.execute("KILL " + thread);
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_THREAD) {
        throw e;
      }
    }
  }

  /** Then the server's own limits end them, which takes longer. */
  private void report(String reason) {
    if (lines.tryAcquire()) {
      LOG.warn("Statements that were given up are not ended on the server: {}", reason);
    }
  }
}
