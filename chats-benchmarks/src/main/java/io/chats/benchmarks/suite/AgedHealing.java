package io.chats.benchmarks.suite;

import io.chats.benchmarks.age.CrossDelivery;
import io.chats.benchmarks.age.ForeignTransaction;
import io.chats.benchmarks.testbed.MeasuredServer;
import io.chats.testing.age.SeededChats.SeededChat;
import io.chats.testing.services.network.TcpProxy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * With both nodes cut off from NATS, messages that are posted on one reach all users on the other
 * (spec G5), whatever other transactions do meanwhile.
 */
final class AgedHealing implements Scenario {

  private static final int WRITERS = 50;
  private static final int ROUNDS = 12;
  private static final int ROUNDS_PER_ROLLBACK = 100 / WRITERS;
  private static final Duration HELD = Duration.ofSeconds(40);
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final String WANTED = "≤ 5 s";

  private final AgedInstallation aged;

  AgedHealing(AgedInstallation aged) {
    this.aged = aged;
  }

  @Override
  public void measure(ScenarioContext context) throws Exception {
    try (TcpProxy proxy = context.testBed().proxyToBus();
        MeasuredServer writing = startNode(proxy);
        MeasuredServer reading = startNode(proxy);
        CrossDelivery delivery =
            CrossDelivery.connect(
                reading.webSocket(), writing.webSocket(), aged.chats().opened(), WRITERS)) {
      proxy.cut();
      Table table = context.table();
      rounds(delivery, ROUNDS);
      report(table, "a message", delivery);
      withRollbacks(delivery);
      report(table, "a message, while 1 % are rolled back", delivery);
      withHeldTransaction(table, delivery);
      withUnreadableChat(delivery);
      report(table, "a message, while another chat cannot be read", delivery);
    }
  }

  private MeasuredServer startNode(TcpProxy proxy) throws IOException, InterruptedException {
    return aged.startNode(Map.of("BUS_URL", "nats://" + proxy.host() + ":" + proxy.port()));
  }

  private static void rounds(CrossDelivery delivery, int count) throws IOException {
    for (int round = 0; round < count; round++) {
      delivery.round(LIMIT);
    }
  }

  private void withRollbacks(CrossDelivery delivery) throws IOException, SQLException {
    for (int round = 0; round < ROUNDS; round++) {
      if (round % ROUNDS_PER_ROLLBACK == 0) {
        try (ForeignTransaction rolledBack = begin()) {
          rolledBack.post(idle(0), "never");
        }
      }
      delivery.round(LIMIT);
    }
  }

  private void withHeldTransaction(Table table, CrossDelivery delivery)
      throws IOException, SQLException {
    try (ForeignTransaction held = begin()) {
      held.post(idle(0), "held");
      long since = System.nanoTime();
      while (System.nanoTime() - since < HELD.toNanos()) {
        delivery.round(LIMIT);
      }
      report(table, "a message, while another transaction has been open for 40 s", delivery);
      delivery.expect("held");
      held.commit();
      delivery.await(LIMIT);
    }
    report(table, "a message whose transaction was open for 40 s", delivery);
  }

  private void withUnreadableChat(CrossDelivery delivery) throws IOException, SQLException {
    try (ForeignTransaction later = begin()) {
      later.makeUnreadable(idle(1));
      later.commit();
    }
    rounds(delivery, ROUNDS);
  }

  private static void report(Table table, String what, CrossDelivery delivery) {
    Samples slowest = new Samples();
    slowest.add(delivery.takeSlowestSeconds());
    table.figure("aged, without NATS, the slowest: " + what, slowest, "s", WANTED);
  }

  private ForeignTransaction begin() throws SQLException {
    return new ForeignTransaction(aged.testBed().database(aged.installation()));
  }

  /** A chat with a reader and no writer. */
  private SeededChat idle(int number) {
    List<SeededChat> opened = aged.chats().opened();
    return opened.get(opened.size() - 1 - number);
  }
}
