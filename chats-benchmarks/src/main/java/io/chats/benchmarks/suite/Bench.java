package io.chats.benchmarks.suite;

import io.chats.benchmarks.Arguments;
import io.chats.benchmarks.limit.BareTyrus;
import io.chats.benchmarks.limit.NatsEcho;
import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.ChatOpener;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.load.LoadResult;
import io.chats.benchmarks.rig.MeasuredServer;
import io.chats.benchmarks.rig.Peer;
import io.chats.benchmarks.rig.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What scenarios share: the services, a node, a bare Tyrus, the peer if there is one. */
final class Bench implements AutoCloseable {

  private static final int WARMING_CHATS = 50;
  private static final int WARMING_IN_FLIGHT = 4;

  private final Arguments arguments;
  private final Table table = new Table();
  private final Rig rig;
  private final MeasuredServer node;
  private final MeasuredServer tyrus;
  private final MeasuredServer natsEcho;
  private final Optional<Peer> peer;
  private long nextUser = 1_000_000;

  Bench(Arguments arguments) throws IOException, InterruptedException, SQLException {
    this.arguments = arguments;
    this.rig =
        Rig.start(Path.of(arguments.text("node", "chats-launcher/target/chats-launcher.jar")));
    this.node = startNode();
    this.tyrus = rig.start(BareTyrus.class);
    this.natsEcho = rig.start(NatsEcho.class);
    String folder = arguments.text("peer", "");
    this.peer = folder.isEmpty() ? Optional.empty() : Optional.of(Peer.start(rig, Path.of(folder)));
  }

  /** The services would go on for ever when there is no node to measure. */
  private MeasuredServer startNode() throws IOException, InterruptedException {
    try {
      return rig.startNode(jvmOptions());
    } catch (IOException e) {
      rig.close();
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

  /** Messages a second that are asked for, whatever comes of it. */
  int rate() {
    return arguments.number("rate", 3_000);
  }

  Table table() {
    return table;
  }

  Rig rig() {
    return rig;
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

  /** So many users whom nobody else has. */
  long users(int count) {
    long first = nextUser;
    nextUser += count;
    return first;
  }

  /** Opens so many chats of two new users each. */
  List<Conversation> chats(int count) throws IOException {
    try (ChatOpener opener = new ChatOpener(rig.bus(), Rig.TOPIC)) {
      return opener.open(users(2 * count), count);
    }
  }

  /** Has the node's code compiled as it is after a while of work. */
  void warm() throws IOException {
    try (ChatLoad load = ChatLoad.connect(List.of(node.webSocket()), chats(WARMING_CHATS))) {
      load.inFlight(WARMING_IN_FLIGHT, warming(), warming());
    }
  }

  /** Half of the time that a node needs until it is compiled. */
  Duration warming() {
    return Duration.ofSeconds(arguments.number("warming", 60)).dividedBy(2);
  }

  /** Our figures are worth nothing with a message lost, doubled or out of order. */
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
    rig.close();
  }
}
