package io.chats.launcher.cluster.harness;

import io.chats.adapter.mysql.DataSourceSettings;
import io.chats.adapter.mysql.Migrations;
import io.chats.testing.age.DatabaseSeeder;
import io.chats.testing.age.Population;
import io.chats.testing.services.PrivateDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;

/**
 * Puts years of use into the database of a cluster, where the system property {@code
 * -Dchats.cluster.age=0.1} asks for it: the share of 10 million messages in a million chats. The
 * nodes bring the tables up to date.
 */
final class YearsOfUse {

  private static final String AGE = "chats.cluster.age";

  /** Beyond the users of all tests. */
  private static final long FIRST_USER = 10_000_000;

  private YearsOfUse() {}

  static void addIfWanted(PrivateDatabase server) {
    double age = Double.parseDouble(System.getProperty(AGE, "0"));
    if (age > 0) {
      add(server, Population.ofYears(FIRST_USER).scaled(age));
    }
  }

  private static void add(PrivateDatabase server, Population years) {
    DataSourceSettings settings =
        DataSourceSettings.builder(server.host(), server.database())
            .port(server.port())
            .credentials(server.user(), server.password())
            .build();
    Migrations.of(settings).upTo(DatabaseSeeder.SCHEMA_VERSION).run();
    try (Connection connection =
        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
      new DatabaseSeeder(connection, Clock.systemUTC()).add(years);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
