package io.chats.benchmarks.suite;

import io.chats.benchmarks.Arguments;
import io.chats.benchmarks.limit.BareTyrus;
import io.chats.benchmarks.limit.NatsEcho;
import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.ChatOpener;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.load.LoadResult;
import io.chats.benchmarks.testbed.MeasuredServer;
import io.chats.benchmarks.testbed.Peer;
import io.chats.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The parts that scenarios share: services, a node, a bare Tyrus, and the peer if there is one. */
final class ScenarioContext implements AutoCloseable {

  private static final int WARMING_CHATS = 50;
  private static final int WARMING_IN_FLIGHT = 4;

  private final Arguments arguments;
  private final Table table = new Table();
  private final TestBed testBed;
  private final MeasuredServer node;
  private final MeasuredServer tyrus;
  private final MeasuredServer natsEcho;
  private final Optional<Peer> peer;
  private long nextUser = 1_000_000;

  ScenarioContext(Arguments arguments) throws IOException, InterruptedException, SQLException {
    this.arguments = arguments;
    this.testBed =
        TestBed.start(Path.of(arguments.text("node", "chats-launcher/target/chats-launcher.jar")));
    this.node = startNode();
    this.tyrus = testBed.start(BareTyrus.class);
    this.natsEcho = testBed.start(NatsEcho.class);
    String folder = arguments.text("peer", "");
    this.peer =
        folder.isEmpty() ? Optional.empty() : Optional.of(Peer.start(testBed, Path.of(folder)));
  }

  /** Starts the node, and closes the services if that fails; they would run on otherwise. */
  private MeasuredServer startNode() throws IOException, InterruptedException {
    try {
      return testBed.startNode(jvmOptions());
    } catch (IOException e) {
      testBed.close();
      throw e;
    }
  }

  private String[] jvmOptions() {
    String options = arguments.text("jvm", "");
    return options.isEmpty() ? new String[0] : options.split(" ", -1);
  }

  int rounds() {
    return arguments.number("rounds", 5);
  }

  Duration warmUp() {
    return Duration.ofSeconds(arguments.number("warmup", 2));
  }

  Duration measured() {
    return Duration.ofSeconds(arguments.number("seconds", 6));
  }

  /** The rate of the open loop in messages per second. */
  int rate() {
    return arguments.number("rate", 3_000);
  }

  /** The share of its full size that the aged database has. */
  double age() {
    return Double.parseDouble(arguments.text("age", "1"));
  }

  Table table() {
    return table;
  }

  TestBed testBed() {
    return testBed;
  }

  MeasuredServer node() {
    return node;
  }

  MeasuredServer tyrus() {
    return tyrus;
  }

  Optional<Peer> peer() {
    return peer;
  }

  /** Reserves consecutive user ids and returns the first. */
  long users(int count) {
    long first = nextUser;
    nextUser += count;
    return first;
  }

  /** Opens chats of two new users each. */
  List<Conversation> chats(int count) throws IOException {
    try (ChatOpener opener = new ChatOpener(testBed.bus(), TestBed.TOPIC)) {
      return opener.open(users(2 * count), count);
    }
  }

  /** Puts load on the node until its code is compiled. */
  void warm() throws IOException {
    try (ChatLoad load = ChatLoad.connect(List.of(node.webSocket()), chats(WARMING_CHATS))) {
      load.inFlight(WARMING_IN_FLIGHT, warming(), warming());
    }
  }

  /** Half of the time that a node needs until its code is compiled. */
  Duration warming() {
    return Duration.ofSeconds(arguments.number("warming", 60)).dividedBy(2);
  }

  /**
   * Returns the result, unless a message was lost, repeated or out of order: then its figures are
   * worthless.
   */
  static LoadResult clean(LoadResult result) {
    if (!result.isClean()) {
      throw new IllegalStateException(result.toString());
    }
    return result;
  }

  @Override
  public void close() throws IOException {
    if (peer.isPresent()) {
      peer.get().close();
    }
    natsEcho.close();
    tyrus.close();
    node.close();
    testBed.close();
  }
}
