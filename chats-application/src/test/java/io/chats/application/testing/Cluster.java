package io.chats.application.testing;

import io.chats.application.ChatsNode;
import io.chats.application.Ports;
import io.chats.application.api.OpenSession;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Limits;
import io.chats.domain.model.UserType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Nodes that share a database, a bus, and all else. */
public final class Cluster implements AutoCloseable {

  private final Environment environment;
  private final InMemoryDatabase database;
  private final InMemoryBus bus;
  private final InMemoryPresence presence;
  private final People people = new People();
  private final Archive archive = new Archive();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private BiConsumer<RecordingSession, ClientEvent> witness = (session, event) -> {};
  private long sessions;

  /**
   * @param loss whether the next announcement goes nowhere
   */
  public Cluster(Environment environment, BooleanSupplier loss) {
    this.environment = environment;
    this.database = new InMemoryDatabase(environment.clocks().apply(Duration.ZERO));
    this.bus = new InMemoryBus(environment.carrier(), loss);
    this.presence = new InMemoryPresence(environment.blocking());
  }

  /** One more node, whose clock goes wrong by so much. */
  public Node newNode(Duration skew) {
    Line line = new Line(environment.blocking(), environment.mishap());
    Clock clock = environment.clocks().apply(skew);
    ChatsNode chats =
        new ChatsNode(
            ports(new InMemoryStore(database, line, environment.carrier())),
            Limits.DEFAULT,
            type -> type + " is typing",
            clock,
            environment.executor(),
            environment.timer());
    Node node = new Node(chats, line, clock);
    nodes.add(node);
    return node;
  }

  public Node newNode() {
    return newNode(Duration.ZERO);
  }

  /** Connects a client just now. */
  public Client connect(Node node, UserId user) {
    return connect(node, user, node.clock().instant());
  }

  public Client connect(Node node, UserId user, Instant handshake) {
    SessionId id = new SessionId("s" + ++sessions);
    RecordingSession session = new RecordingSession(id, user, witness);
    OpenSession open = node.chats().sessions().open(session, handshake);
    return new Client(session, open, handshake);
  }

  /** An opened chat, stored without anybody being told. */
  public ChatId chat(Map<UserId, UserType> participants) {
    ChatId chat = database.open(new OrderId(1), Optional.empty(), Instant.EPOCH);
    participants.forEach((user, type) ->
        database.change(
            chat,
            stored ->
                stored.with(stored.conversation().subscribe(user, type).orElseThrow().after())));
    return chat;
  }

  /** Shows each event that a session is sent from now on. */
  public void witness(BiConsumer<RecordingSession, ClientEvent> by) {
    witness = by;
  }

  public List<Node> nodes() {
    return nodes;
  }

  public InMemoryDatabase database() {
    return database;
  }

  public InMemoryBus bus() {
    return bus;
  }

  public InMemoryPresence presence() {
    return presence;
  }

  public People people() {
    return people;
  }

  public Archive archive() {
    return archive;
  }

  /** What nodes have reported as unforeseen. */
  public List<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.chats().close());
  }

  private Ports ports(InMemoryStore store) {
    return new Ports(
        store,
        store,
        store,
        store,
        people,
        people,
        archive,
        archive,
        people,
        presence.newNode(),
        bus.newNode(),
        (failure, during, context) -> failures.add(during + " " + context + ": " + failure));
  }
}
