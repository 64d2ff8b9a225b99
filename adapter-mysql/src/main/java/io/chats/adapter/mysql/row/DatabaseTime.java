package io.chats.adapter.mysql.row;

import java.time.Duration;
import org.jdbi.v3.core.argument.Argument;

/**
 * The time by the database's clock, as expressions of SQL. Nodes that compare times with each other
 * use it, since their own clocks differ.
 */
public final class DatabaseTime {

  /**
   * Now, in UTC, as {@code DATETIME(3)} columns hold it, whatever the time zone of the session is.
   * H2 has no {@code UTC_TIMESTAMP}; the seconds since 1970 are the same everywhere, and the
   * fraction of a second as well.
   */
  public static final String NOW =
      """
      TIMESTAMPADD(MICROSECOND, EXTRACT(MICROSECOND FROM CURRENT_TIMESTAMP(6)),
        TIMESTAMPADD(SECOND, UNIX_TIMESTAMP(), TIMESTAMP '1970-01-01 00:00:00'))
      """
          .strip();

  private DatabaseTime() {}

  /** Now and the time that is bound with this name; see {@link #argument}. */
  public static String nowPlus(String name) {
    return "TIMESTAMPADD(MICROSECOND, :" + name + ", " + NOW + ")";
  }

  /** The milliseconds from this time until now. */
  public static String millisSince(String column) {
    return "TIMESTAMPDIFF(MICROSECOND, " + column + ", " + NOW + ") / 1000";
  }

  /** A time to add to now, which may be negative. */
  public static Argument argument(Duration time) {
    return (position, statement, context) -> statement.setLong(position, time.toNanos() / 1000);
  }
}
