package io.chats.benchmarks.suite;

import io.chats.benchmarks.age.BusWaits;
import io.chats.benchmarks.age.SessionWaits;
import io.chats.benchmarks.idle.IdleCrowd;
import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.testbed.MeasuredServer;
import io.chats.benchmarks.testbed.NodeAndDatabase;
import io.chats.testing.age.SeededChats;
import io.chats.testing.age.SeededChats.SeededChat;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The waits of users and services in the older database and in the younger one, each with a node of
 * its own. Those users who are not measured are connected and idle meanwhile.
 */
final class AgedCosts implements Scenario {

  private static final int MEASURED = 100;
  private static final int FEW_CHATS = 10;
  private static final int IN_FLIGHT = 8;
  private static final int LATE_PAGE = 10;
  private static final Duration SETTLING = Duration.ofSeconds(15);
  private static final Duration STANDING_BY = Duration.ofSeconds(10);

  private final AgedInstallation aged;
  private final AgedInstallation young;

  AgedCosts(AgedInstallation aged, AgedInstallation young) {
    this.aged = aged;
    this.young = young;
  }

  @Override
  public void measure(ScenarioContext context) throws Exception {
    try (MeasuredServer agedNode = aged.startNode(Map.of());
        MeasuredServer youngNode = young.startNode(Map.of())) {
      Side agedSide = new Side(aged, agedNode);
      Side youngSide = new Side(young, youngNode);
      for (Side side : List.of(agedSide, youngSide)) {
        side.standBy(context);
        side.warm(context);
      }
      for (int round = 0; round < context.rounds(); round++) {
        agedSide.measure(context);
        youngSide.measure(context);
      }
      agedSide.figures.forEach((what, figure) -> report(context.table(), what, figure, youngSide));
    }
  }

  private static void report(Table table, String what, Figure figure, Side young) {
    table.ratio(
        "aged: " + what,
        figure.samples,
        "young",
        young.figures.get(what).samples,
        figure.unit,
        figure.wanted);
  }

  private record Figure(String unit, String wanted, Samples samples) {}

  /** One of the two installations, with its node. */
  private static final class Side {

    private final AgedInstallation installation;
    private final MeasuredServer node;
    private final SeededChats chats;
    private final List<SeededChat> measured;
    private final Map<String, Figure> figures = new LinkedHashMap<>();

    Side(AgedInstallation installation, MeasuredServer node) {
      this.installation = installation;
      this.node = node;
      this.chats = installation.chats();
      this.measured = chats.opened().subList(0, MEASURED);
    }

    /**
     * Measures what goes on while nothing happens; to be called before anything is posted. What
     * connecting costs is over by then, and no load has left the feed of changes behind.
     */
    void standBy(ScenarioContext context) throws Exception {
      try (IdleCrowd crowd = crowd()) {
        Thread.sleep(SETTLING);
        for (int round = 0; round < context.rounds(); round++) {
          NodeAndDatabase.Use use =
              NodeAndDatabase.during(node, context.testBed(), () -> Thread.sleep(STANDING_BY));
          add("400 idle sessions, rows read and one", "/s", "≤ 1.3", 1 + use.rowsReadPerSecond());
        }
        crowd.requireConnected();
      }
    }

    /** Lets the JVM compile what is measured; the figures of this are dropped. */
    void warm(ScenarioContext context) throws Exception {
      try (ChatLoad load = ChatLoad.connect(List.of(node.webSocket()), conversations(MEASURED))) {
        var unused = load.inFlight(IN_FLIGHT, context.warming(), context.warming());
      }
      Map<String, Figure> kept = Map.copyOf(figures);
      waits(context);
      figures.clear();
      figures.putAll(kept);
    }

    void measure(ScenarioContext context) throws Exception {
      waits(context);
      posting(context);
    }

    private void waits(ScenarioContext context) throws IOException {
      try (IdleCrowd crowd = crowd()) {
        sessions(context.testBed().bus());
        bus(context.testBed().bus());
        crowd.requireConnected();
      }
    }

    /** Connects the users who are not measured. */
    private IdleCrowd crowd() throws IOException {
      int first = measured.size();
      return IdleCrowd.connect(
          node.webSocket(), chats.population().user(first), chats.population().users() - first);
    }

    private void sessions(URI bus) throws IOException {
      try (SessionWaits waits =
          new SessionWaits(node.webSocket(), bus, installation.installation().topic())) {
        add("from the handshake to the first live message", waits.entering(measured));
        add("from the handshake to the end of sync", waits.syncing(measured));
      }
    }

    private void bus(URI bus) throws IOException {
      try (BusWaits waits = new BusWaits(bus, installation.installation().topic())) {
        List<Long> users = measured.stream().map(SeededChat::user).toList();
        add("GET /chats/chats, the first page", waits.pages(BusWaits.firstPages(users)));
        if (chats.population().closedChats() >= LATE_PAGE * BusWaits.COUNT) {
          var pages = waits.laterPages(users, LATE_PAGE);
          add("GET /chats/chats, the tenth page", waits.pages(pages));
        }
        add("GET /chats/chat", waits.chat(measured));
      }
    }

    private void posting(ScenarioContext context) throws IOException {
      try (ChatLoad load = ChatLoad.connect(List.of(node.webSocket()), conversations(FEW_CHATS))) {
        var calm = ScenarioContext.clean(load.inFlight(1, context.warmUp(), context.measured()));
        add("10 chats, 1 in flight: p50", calm.millis(50));
      }
      try (ChatLoad load = ChatLoad.connect(List.of(node.webSocket()), conversations(MEASURED))) {
        var busy =
            ScenarioContext.clean(load.inFlight(IN_FLIGHT, context.warmUp(), context.measured()));
        add("100 chats, 8 in flight: messages", "/s", "≥ 0.77", busy.rate());
      }
    }

    private List<Conversation> conversations(int count) {
      List<Conversation> conversations = new ArrayList<>();
      for (SeededChat chat : measured.subList(0, count)) {
        conversations.add(new Conversation(chat.chat(), chat.user(), chat.partner()));
      }
      return conversations;
    }

    private void add(String what, double millis) {
      add(what, "ms", "≤ 1.3", millis);
    }

    private void add(String what, String unit, String wanted, double value) {
      figures
          .computeIfAbsent(what, w -> new Figure(unit, wanted, new Samples()))
          .samples
          .add(value);
    }
  }
}
