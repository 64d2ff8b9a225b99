package io.chats.benchmarks.suite;

import io.chats.testing.age.Population;
import java.util.List;

/**
 * The effect of years of use: 500 users with 2,000 closed chats each and 10 million messages,
 * compared with a tenth of that in a database of its own on the same server; and whether changes
 * reach the users of the older one without the bus. The argument {@code age} says which share of
 * the closed chats there is, such as {@code age=0.05}.
 */
final class AgedDatabase implements Scenario {

  private static final long FIRST_USER = 1_000;

  /** With the opened chat of each user, they suffice for ten pages. */
  private static final int YOUNG_CLOSED_CHATS = 200;

  @Override
  public void measure(ScenarioContext context) throws Exception {
    Population years = Population.ofYears(FIRST_USER);
    Population old = years.scaled(context.age());
    Population young = years.withClosedChats(Math.min(YOUNG_CLOSED_CHATS, old.closedChats()));
    try (AgedInstallation aged = AgedInstallation.grow(context.testBed(), "aged", old);
        AgedInstallation other = AgedInstallation.grow(context.testBed(), "young", young)) {
      describe(context.table(), aged, other);
      for (Scenario part :
          List.of(new AgedStart(aged, other), new AgedCosts(aged, other), new AgedHealing(aged))) {
        part.measure(context);
      }
    }
  }

  private static void describe(Table table, AgedInstallation aged, AgedInstallation young) {
    for (AgedInstallation each : List.of(aged, young)) {
      Population population = each.chats().population();
      table.remark(
          "%,d messages in %,d chats: seeded in, upgraded in"
              .formatted(population.messages(), population.chats()),
          "%.1f s, %.1f s"
              .formatted(each.seeding().toMillis() / 1e3, each.migrating().toMillis() / 1e3));
    }
  }
}
