package io.chats.adapter.mysql.row;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;

/**
 * Converts instants to {@code DATETIME(3)} columns, which hold them in UTC, to the millisecond. A
 * {@link java.sql.Timestamp} would be shifted by the zones of the JVM, the connection and the
 * server. So they are read as local date-times, which drivers pass on untouched, and written as
 * text, since Connector/J takes MariaDB 10 for a MySQL 5.5 and would drop the fraction of a second.
 */
public final class UtcTime {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private UtcTime() {}

  /** The instant as it will be read back. */
  public static Instant stored(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }

  public static void set(PreparedStatement statement, int position, Instant at)
      throws SQLException {
    statement.setString(position, TEXT.format(at));
  }

  public static Argument argument(Instant at) {
    return (position, statement, context) -> set(statement, position, at);
  }

  public static Argument argument(Optional<Instant> at) {
    return at.map(UtcTime::argument)
        .orElse((position, statement, context) -> statement.setNull(position, Types.TIMESTAMP));
  }

  public static Instant get(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  static Optional<Instant> find(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
        .map(at -> at.toInstant(ZoneOffset.UTC));
  }
}
