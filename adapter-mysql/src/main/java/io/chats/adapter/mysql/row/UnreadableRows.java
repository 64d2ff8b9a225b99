package io.chats.adapter.mysql.row;

import io.chats.adapter.mysql.row.Placeholders.RowReader;
import io.chats.support.LogThrottle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes over the rows of lists that this version cannot read, so that one of them fails alone
 * (spec G13). They are counted, and now and then one is logged with its chat. Any thread may use
 * it; it does not block.
 */
public final class UnreadableRows {

  private static final Logger LOG = LoggerFactory.getLogger(UnreadableRows.class);

  private final LogThrottle lines = new LogThrottle(Duration.ofSeconds(30));
  private final LongAdder passedOver = new LongAdder();

  /**
   * The reader, but it returns as usual for a row for which that one throws an {@link
   * UnreadableRowException}.
   *
   * @param chatColumn the column with the chat's id, for the log
   */
  public RowReader passOver(String chatColumn, RowReader reader) {
    return row -> {
      try {
        reader.read(row);
      } catch (UnreadableRowException e) {
        report(row, chatColumn, e);
      }
    };
  }

  /** The number of rows that were passed over so far; one that is read again counts again. */
  public long passedOver() {
    return passedOver.sum();
  }

  private void report(ResultSet row, String chatColumn, UnreadableRowException reason)
      throws SQLException {
    passedOver.increment();
    if (lines.tryAcquire()) {
      LOG.warn(
          "Passed over a row of chat {}, which this version cannot read: {}; {} in all so far",
          row.getLong(chatColumn),
          reason.getMessage(),
          passedOver);
    }
  }
}
