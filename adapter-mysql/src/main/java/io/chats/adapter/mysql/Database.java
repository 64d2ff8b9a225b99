package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.connection.WriteState;
import io.chats.adapter.mysql.row.UnreadableRows;
import io.chats.domain.port.StoreUnavailableException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * The database that the stores of this package share. Every call of a store ends within a budget,
 * transactions are READ COMMITTED, and those that conflict with another one are retried. Any thread
 * may use it; it closes nothing.
 */
public final class Database {

  /** Longer than a node is ever without a statement. */
  private static final Duration RECENTLY = Duration.ofMillis(2500);

  /** The time after which a database that nobody writes to is asked whether it takes writes. */
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(5);

  /** Few rows, so that nodes seldom wait for one another. */
  private static final int PROBED_ROWS = 64;

  private static final String PROBE =
      """
      INSERT INTO ticker_state (name, reached) VALUES (?, 1)
      ON DUPLICATE KEY UPDATE reached = reached + 1
      """;

  private final Transactions transactions;
  private final UnreadableRows unreadableRows = new UnreadableRows();
  private final String probedRow =
      "write_probe_" + ThreadLocalRandom.current().nextInt(PROBED_ROWS);

  private Database(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Uses a data source whose tables {@link Migrations} made.
   *
   * @param dataSource must give up waiting for a connection before the budget is spent; when its
   *     connections honour {@link Connection#setNetworkTimeout}, no call takes longer than that.
   *     They may commit by themselves or not: for a store that appends it is faster if not, which
   *     saves two round trips to the server for each transaction. Take one of {@link
   *     MySqlDataSource#open}, which also ends on the server what callers have given up; or have
   *     each connection run {@link MySqlDataSource#sessionLimits}, since other nodes count on it
   *     that no transaction stays open for longer than {@link Transactions#MAX_OPEN}
   * @param budget for one call of a store, waiting for a connection included; from {@link
   *     Transactions#MIN_BUDGET} to {@link Transactions#MAX_BUDGET}
   */
  public static Database over(DataSource dataSource, Duration budget) {
    return new Database(new Transactions(dataSource, budget));
  }

  /** The same database by other connections, such as those that only store messages. */
  public Database sharing(DataSource connections, Duration itsBudget) {
    return new Database(new Transactions(connections, itsBudget, transactions.writes()));
  }

  /** Returns whether the database answers and takes writes; blocks no longer than the budget. */
  public boolean answers() {
    return problem().isEmpty();
  }

  /**
   * Returns what is wrong with the database, for operators; empty if it answers and takes writes.
   * Where the stores have just seen that, it costs nothing; otherwise a few bytes are written.
   * Blocks no longer than the budget.
   */
  public Optional<String> problem() {
    WriteState writes = transactions.writes();
    if (writes.refusal().isEmpty()
        && writes.wroteWithin(BETWEEN_PROBES)
        && transactions.answeredWithin(RECENTLY)) {
      return Optional.empty();
    }
    return probe().or(writes::refusal);
  }

  private Optional<String> probe() {
    try {
      transactions.write(handle -> handle.execute(PROBE, probedRow));
      transactions.writes().wroteLittle();
      return Optional.empty();
    } catch (StoreUnavailableException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * The number of rows that lists left out so far, since this version cannot read them; one that is
   * read again counts again. Each is a row that a later version or a hand has written.
   */
  public long unreadableRows() {
    return unreadableRows.passedOver();
  }

  /** For lists, which leave out a row that they cannot read. */
  UnreadableRows unreadable() {
    return unreadableRows;
  }

  Transactions transactions() {
    return transactions;
  }
}
