package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.feed.ChangeQueries;
import io.chats.domain.port.ChangeFeed;
import java.util.Collection;
import java.util.List;

/**
 * Reads the changes from the tables that have a row for each of them. Every call is one statement,
 * and {@link #within} one for each thousand ranges.
 *
 * <p>{@link Changed#closed} is what holds when the change is read, and false for a status that only
 * a later version knows. The users of an entry whose kind only a later version knows are those that
 * it names. Read marks of nodes of releases without {@code chat_updates} are in no source.
 */
public final class JdbiChangeFeed implements ChangeFeed {

  private final Transactions transactions;

  public JdbiChangeFeed(Database database) {
    this.transactions = database.transactions();
  }

  @Override
  public Positions end() {
    return transactions.read(ChangeQueries::end);
  }

  @Override
  public List<Change> after(Positions positions, int limit) {
    return transactions.read(handle -> ChangeQueries.after(handle, positions, limit));
  }

  @Override
  public List<Change> within(Source source, Collection<IdRange> ranges) {
    return transactions.read(handle -> ChangeQueries.within(handle, source, ranges));
  }
}
