package io.chats.adapter.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chats.adapter.mysql.schema.SchemaChange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database of the first schema with messages in it: {@code v1.sql}, which {@code mariadb-dump}
 * wrote after a conversation with the last build that had only that schema. It is kept as it is,
 * like the schema.
 */
final class V1Fixture {

  private static final String INSERT = "INSERT INTO ";
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  private V1Fixture() {}

  /** Creates and fills the tables; for MariaDB, in whose dialect the dump is. */
  static void restore(Connection connection) throws SQLException {
    execute(connection, statements("v1.sql"));
  }

  /** Creates the empty tables of the first schema, for any database. */
  static void makeTables(Connection connection) throws SQLException {
    execute(connection, statements("/db/chats/V1__chats.sql"));
  }

  /** Fills the tables as processes of the first version do, with any later schema. */
  static void fill(Connection connection) throws SQLException {
    execute(
        connection,
        statements("v1.sql").stream()
            .filter(statement -> statement.startsWith(INSERT))
            .filter(statement -> !statement.startsWith(INSERT + "`chats_schema_history`"))
            .map(V1Fixture::withoutBackslashes)
            .toList());
  }

  /** The statement in standard SQL, as far as the dump needs it. */
  private static String withoutBackslashes(String statement) {
    return ESCAPED
        .matcher(statement)
        .replaceAll(escaped ->
            switch (escaped.group(1)) {
              case "n" -> "\n";
              case "'" -> "''";
              case String itself -> Matcher.quoteReplacement(itself);
            });
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    for (String statement : statements) {
      SchemaChange.execute(connection, statement);
    }
  }

  private static List<String> statements(String resource) {
    try (InputStream script = V1Fixture.class.getResourceAsStream(resource)) {
      return Arrays.stream(new String(script.readAllBytes(), UTF_8).split(";\n"))
          .map(String::strip)
          .filter(statement -> !statement.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
