package io.chats.testing.age;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Fills a database of MySQL or MariaDB with the chats of five years, in statements of many rows: a
 * million messages in less than a minute. It writes what schema version 3 has, so that the
 * migrations after it find the database of an installation that is upgraded; with their columns
 * added already, these are as former versions of the product leave them.
 *
 * <p>The database must be in use by nobody else meanwhile, and the connection without a short time
 * limit. Not safe for use by several threads.
 */
public final class DatabaseSeeder {

  /** The newest schema version whose columns are filled. */
  public static final String SCHEMA_VERSION = "3";

  /** Chats of one slice, a power of two: as many as a transaction of some seconds can hold. */
  private static final int SLICE = 8_192;

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private static final long YEARS_SECONDS = Duration.ofDays(5 * 365).toSeconds();

  /** The chats go on for half an hour after they were opened, so that none ends in the future. */
  private static final Duration SINCE = Duration.ofDays(1);

  private final Connection connection;
  private final Clock clock;

  public DatabaseSeeder(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** Adds the chats of a population to those that are there. */
  public SeededChats add(Population population) throws SQLException {
    SeededChats chats = new SeededChats(population, firstFreeChat());
    prepare();
    set(variables(chats));
    List<String> slice = statements("slice.sql");
    for (long from = 0; from < population.chats(); from += SLICE) {
      set(Map.of("from", from, "count", Math.min(SLICE, population.chats() - from)));
      execute(slice);
    }
    finish();
    return chats;
  }

  private void prepare() throws SQLException {
    execute(statements("prepare.sql"));
    for (int count = 1; count < SLICE; count *= 2) {
      execute(List.of("INSERT INTO seed_numbers SELECT n + " + count + " FROM seed_numbers"));
    }
  }

  /** Counts the rows anew, since queries are planned by such figures. */
  private void finish() throws SQLException {
    execute(
        List.of(
            "DROP TABLE seed_numbers, seed_chats",
            "ANALYZE TABLE chats, subscriptions, chat_history, messages, unread_spells"));
  }

  private Map<String, Object> variables(SeededChats chats) {
    Population population = chats.population();
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("first_chat", chats.firstChat());
    variables.put("first_user", population.firstUser());
    variables.put("bot", population.bot());
    variables.put("former", population.former());
    variables.put("first_partner", population.firstPartner());
    variables.put("users", population.users());
    variables.put("partners", population.partners());
    variables.put("closed", population.closed());
    variables.put("chats", population.chats());
    variables.put("until", "'" + UTC.format(clock.instant().minus(SINCE)) + "'");
    variables.put("step", Math.max(1, YEARS_SECONDS / Math.max(1, population.chats())));
    return variables;
  }

  private void set(Map<String, Object> variables) throws SQLException {
    String all =
        variables.entrySet().stream()
            .map(variable -> "@" + variable.getKey() + " = " + variable.getValue())
            .collect(Collectors.joining(", "));
    execute(List.of("SET " + all));
  }

  private long firstFreeChat() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COALESCE(MAX(id), 0) + 1 FROM chats")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> statements(String resource) {
    try (InputStream script = DatabaseSeeder.class.getResourceAsStream(resource)) {
      return Arrays.stream(new String(script.readAllBytes(), UTF_8).split(";\n"))
          .map(String::strip)
          .filter(statement -> !statement.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
