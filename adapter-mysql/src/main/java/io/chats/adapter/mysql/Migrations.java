package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.DatabaseFailure;
import io.chats.adapter.mysql.connection.DatabaseFailure.Kind;
import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.connection.RetryPauses;
import io.chats.adapter.mysql.connection.ServerConnections;
import io.chats.adapter.mysql.schema.AuthorUnreadIndex;
import io.chats.adapter.mysql.schema.ClosedActivity;
import io.chats.adapter.mysql.schema.EndedSpells;
import io.chats.adapter.mysql.schema.MigrationLog;
import io.chats.adapter.mysql.schema.SchemaChange;
import io.chats.adapter.mysql.schema.TickerColumns;
import io.chats.domain.port.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the tables, and brings them up to date. Any number of processes may do so at once. Other
 * tables in the same database are not touched.
 */
public final class Migrations {

  /**
   * Flyway fails when another process has created its history table and not filled it yet, so that
   * is retried. Every other failure just occurs again.
   */
  private static final Duration RACE = Duration.ofSeconds(5);

  private static final Duration RACE_PAUSE = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private static final String TABLE = "chats_schema_history";

  private final UnaryOperator<FluentConfiguration> connecting;
  private final FluentConfiguration configuration;

  private Migrations(UnaryOperator<FluentConfiguration> connecting) {
    this.connecting = connecting;
    FluentConfiguration plain =
        Flyway.configure(Migrations.class.getClassLoader())
            .loggers(MigrationLog.class.getName())
            .locations("classpath:db/chats")
            .failOnMissingLocations(true)
            .javaMigrations(
                new AuthorUnreadIndex(),
                new TickerColumns(),
                new ClosedActivity(),
                new EndedSpells())
            // They only add, so that branches of the code may bring them in any order.
            .outOfOrder(true)
            .table(TABLE)
            .baselineOnMigrate(true)
            .baselineVersion("0");
    this.configuration = connecting.apply(plain);
  }

  /** Uses connections of their own, since DDL takes longer than a call of a store may. */
  public static Migrations of(DataSourceSettings settings) {
    return of(
        new ServerConnections(
            settings.jdbcUrls(), MySqlDataSource.propertiesForMigrations(settings), "DO 0"));
  }

  public static Migrations of(DataSource dataSource) {
    return new Migrations(configuration -> configuration.dataSource(dataSource));
  }

  /**
   * Stops at a former version of the tables, so that an upgrade from there can be tried.
   *
   * @param version such as {@code 3}
   */
  public Migrations upTo(String version) {
    return new Migrations(plain -> connecting.apply(plain).target(version));
  }

  /**
   * Blocks until the tables are as this version needs them. A migration that failed or was killed
   * before goes on where it was.
   *
   * @throws StoreUnavailableException if the database does not answer; a retry may help
   * @throws MigrationFailedException if the tables cannot be brought up to date
   */
  public void run() {
    RetryPauses pauses = new RetryPauses(Deadline.in(RACE), RACE_PAUSE);
    while (true) {
      try {
        Flyway flyway = configuration.load();
        forgetFailures(flyway);
        flyway.migrate();
        return;
      } catch (FlywayException e) {
        DatabaseFailure failure = DatabaseFailure.of(e);
        if (failure.kind() == Kind.UNAVAILABLE || failure.kind() == Kind.CONTENTION) {
          throw failure.toException();
        }
        Optional<MigrationInfo> failed = failed();
        if (failed.isPresent() || !pauses.pause()) {
          throw new MigrationFailedException(describe(failed), failure.cause());
        }
      }
    }
  }

  /** The migration that was begun and failed; empty also if the database does not say so. */
  private Optional<MigrationInfo> failed() {
    try {
      return Stream.of(configuration.load().info().all())
          .filter(info -> info.getState().isFailed())
          .findFirst();
    } catch (FlywayException e) {
      return Optional.empty();
    }
  }

  private static String describe(Optional<MigrationInfo> failed) {
    return failed
        .map(info -> "migration %s (%s)".formatted(info.getVersion(), info.getDescription()))
        .orElse("bringing the tables up to date");
  }

  /**
   * Flyway refuses to go on after a failure until somebody has looked at it. Every migration here
   * can run again, and what hindered it may be gone.
   */
  private static void forgetFailures(Flyway flyway) {
    for (MigrationInfo info : flyway.info().all()) {
      if (info.getState().isFailed()) {
        LOG.info("Migration {} failed before; it goes on where it was", info.getVersion());
        forget(flyway, info);
      }
    }
  }

  private static void forget(Flyway flyway, MigrationInfo failed) {
    String sql = "DELETE FROM " + TABLE + " WHERE success = FALSE AND installed_rank = ";
    try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
      SchemaChange.execute(connection, sql + failed.getInstalledRank());
    } catch (SQLException e) {
      throw DatabaseFailure.of(e).toException();
    }
  }
}
