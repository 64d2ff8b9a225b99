package io.chats.benchmarks.suite;

import io.chats.benchmarks.testbed.Installation;
import io.chats.benchmarks.testbed.MeasuredServer;
import io.chats.benchmarks.testbed.TestBed;
import io.chats.testing.age.DatabaseSeeder;
import io.chats.testing.age.Population;
import io.chats.testing.age.SeededChats;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An installation whose database was filled by an earlier version of the product, and then upgraded
 * by the migrations of this one. The unread spells that the earlier version has kept are gone, as
 * they are after the first hours of a ticker.
 *
 * @param seeds one for each population that was asked for
 * @param seeding how long filling took
 * @param migrating how long the upgrade took
 */
record AgedInstallation(
    TestBed testBed,
    Installation installation,
    List<SeededChats> seeds,
    Duration seeding,
    Duration migrating)
    implements AutoCloseable {

  /** Makes one; blocks for minutes when the populations are large. */
  static AgedInstallation grow(TestBed testBed, String name, Population... populations)
      throws SQLException {
    Installation installation = testBed.install(name);
    testBed.migrations(installation).upTo(DatabaseSeeder.SCHEMA_VERSION).run();
    long start = System.nanoTime();
    List<SeededChats> seeds = new ArrayList<>();
    try (Connection connection = testBed.database(installation)) {
      DatabaseSeeder seeder = new DatabaseSeeder(connection, Clock.systemUTC());
      for (Population population : populations) {
        seeds.add(seeder.add(population));
      }
    }
    long seeded = System.nanoTime();
    testBed.migrations(installation).run();
    long migrated = System.nanoTime();
    forgetSpells(testBed, installation);
    return new AgedInstallation(
        testBed,
        installation,
        List.copyOf(seeds),
        Duration.ofNanos(seeded - start),
        Duration.ofNanos(migrated - seeded));
  }

  private static void forgetSpells(TestBed testBed, Installation installation) throws SQLException {
    try (Connection connection = testBed.database(installation);
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM unread_spells WHERE is_open IS NULL");
    }
  }

  /** The chats of the first population. */
  SeededChats chats() {
    return seeds.getFirst();
  }

  MeasuredServer startNode(Map<String, String> variables, String... jvmOptions)
      throws IOException, InterruptedException {
    return testBed.startNode(installation, variables, jvmOptions);
  }

  @Override
  public void close() {
    installation.close();
  }
}
