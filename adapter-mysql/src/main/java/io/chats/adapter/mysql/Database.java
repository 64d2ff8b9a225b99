package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.row.UnreadableRows;
import io.chats.domain.port.StoreUnavailableException;
import java.sql.Connection;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The database that the stores of this package share. Every call of a store ends within a budget,
 * transactions are READ COMMITTED, and those that conflict with another one are retried. Any thread
 * may use it; it closes nothing.
 */
public final class Database {

  /** Longer than a node is ever without a statement while it has sessions. */
  private static final Duration RECENTLY = Duration.ofMillis(2500);

  private final Transactions transactions;
  private final UnreadableRows unreadableRows = new UnreadableRows();

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

  /**
   * Returns whether the database answers, or has answered a store a moment ago; blocks no longer
   * than the budget.
   */
  public boolean answers() {
    if (transactions.answeredWithin(RECENTLY)) {
      return true;
    }
    try {
      return transactions.read(handle -> handle.select("SELECT 1").mapTo(Integer.class).one()) == 1;
    } catch (StoreUnavailableException e) {
      return false;
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
