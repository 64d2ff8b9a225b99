package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Transactions;
import org.jdbi.v3.core.Handle;

/**
 * Deletes the oldest rows of {@code chat_updates}: a row only serves nodes that have not read it,
 * and these are seconds behind. Rows go by their ids, in small transactions that lock nothing which
 * others need. Any number of nodes may do so at once. Any thread may use it.
 */
public final class ChatUpdatesPurge {

  /** The number of newest ids that stay: minutes of the heaviest load, and weeks of a light one. */
  static final long KEPT = 500_000;

  /** The number of ids whose rows one transaction deletes. */
  private static final int STEP = 1_000;

  /** More than the heaviest load adds in a minute. */
  private static final int MAX_STEPS = 200;

  private static final String ENDS =
      "SELECT MIN(id) AS oldest, MAX(id) AS newest FROM chat_updates";

  private static final String DELETE = "DELETE FROM chat_updates WHERE id BETWEEN ? AND ?";

  private final Transactions transactions;
  private final long kept;

  public ChatUpdatesPurge(Database database) {
    this(database, KEPT);
  }

  ChatUpdatesPurge(Database database, long kept) {
    this.transactions = database.transactions();
    this.kept = kept;
  }

  /**
   * Deletes what is too old, or a part of it where that is very much; to be called about once a
   * minute. Blocks for some seconds at most while the database answers.
   *
   * @return the number of rows that were deleted
   * @throws io.chats.domain.port.StoreUnavailableException if the database does not answer in time;
   *     what was deleted before stays deleted
   */
  public long purge() {
    Ends ends = transactions.read(ChatUpdatesPurge::ends);
    long last = ends.newest() - kept;
    long deleted = 0;
    int steps = 0;
    for (long id = ends.oldest(); id <= last && steps < MAX_STEPS; id += STEP) {
      deleted += delete(id, Math.min(id + STEP - 1, last));
      steps++;
    }
    return deleted;
  }

  private long delete(long first, long last) {
    return transactions.write(handle -> (long) handle.execute(DELETE, first, last));
  }

  private static Ends ends(Handle handle) {
    return handle
        .createQuery(ENDS)
        .map((row, context) -> new Ends(row.getLong("oldest"), row.getLong("newest")))
        .one();
  }

  /** The first and the last id; both 0 without a row. */
  private record Ends(long oldest, long newest) {}
}
