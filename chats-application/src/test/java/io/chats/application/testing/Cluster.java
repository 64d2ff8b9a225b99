package io.chats.application.testing;

import io.chats.application.ChatsNode;
import io.chats.application.NodeWithPages;
import io.chats.application.Ports;
import io.chats.application.api.OpenSession;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Conversation.Decision;
import io.chats.domain.model.Limits;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.PresenceRegistry;
import io.chats.testing.inmemory.DatabaseLink;
import io.chats.testing.inmemory.FakeFiles;
import io.chats.testing.inmemory.FakeUsers;
import io.chats.testing.inmemory.InMemoryBus;
import io.chats.testing.inmemory.InMemoryDatabase;
import io.chats.testing.inmemory.InMemoryPresence;
import io.chats.testing.inmemory.InMemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** Nodes that share a database, a bus, and all else. */
public final class Cluster implements AutoCloseable {

  private static final int USUAL_SYNC_PAGE = 200;

  private final Environment environment;
  private final InMemoryDatabase database;
  private final InMemoryBus bus;
  private final InMemoryPresence presence;
  private final FakeUsers people;
  private final FakeFiles archive;
  private final UnreadableUsers unreadable = new UnreadableUsers();
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
    this.people = new FakeUsers(environment.lookup());
    this.archive = new FakeFiles(environment.lookup());
    this.presence =
        new InMemoryPresence(environment.clocks().apply(Duration.ZERO), environment.blocking());
  }

  /** One more node, whose clock goes wrong by so much. */
  public Node newNode(Duration skew) {
    return newNode(skew, USUAL_SYNC_PAGE);
  }

  /** One more node that syncs sessions in pages of so many chats. */
  public Node newNode(Duration skew, int syncPage) {
    DatabaseLink line = new DatabaseLink(environment.blocking(), environment.mishap());
    Clock clock = environment.clocks().apply(skew);
    ChatsNode chats =
        NodeWithPages.of(
            ports(new InMemoryStore(database, line, environment.carrier())),
            Limits.DEFAULT,
            type -> type + " is typing",
            clock,
            environment,
            syncPage);
    Node node = new Node(chats, line, clock);
    nodes.add(node);
    return node;
  }

  public Node newNode() {
    return newNode(Duration.ZERO);
  }

  /** Connects a client just now. */
  public Client connect(Node node, UserId user) {
    RecordingSession session = newSession(user);
    OpenSession open = node.chats().sessions().open(session);
    Map<ChatId, Long> said = new ConcurrentHashMap<>();
    var unused =
        open.placed()
            .thenRun(
                () -> database.all().forEach(c -> said.put(c.chat().id(), c.chat().lastSeq())));
    return new Client(session, open, said);
  }

  /** Connects a client that is to sync first. */
  public Client connectForSync(Node node, UserId user) {
    RecordingSession session = newSession(user);
    return new Client(
        session, node.chats().sessions().openForSync(session), new ConcurrentHashMap<>());
  }

  private RecordingSession newSession(UserId user) {
    SessionId id = new SessionId("s" + ++sessions);
    return new RecordingSession(id, user, witness, environment.blocking());
  }

  /** An opened chat with that client, and those doctors, in this order; nobody is told. */
  public ChatId chat(UserId client, UserId... doctors) {
    ChatId chat = database.open(new OrderId(1), Optional.empty(), Instant.EPOCH);
    quietly(chat, now -> now.subscribe(client, UserType.CLIENT));
    for (UserId doctor : doctors) {
      quietly(chat, now -> now.subscribe(doctor, UserType.DOCTOR));
    }
    return chat;
  }

  /** Changes a chat in the database; nobody is told. */
  public void quietly(ChatId chat, Function<Conversation, Optional<Decision>> rule) {
    database.change(
        chat, stored -> stored.with(rule.apply(stored.conversation()).orElseThrow().after()));
  }

  /** Stores messages, together; nobody is told. */
  public List<Message> say(ChatId chat, UserId author, String... texts) {
    List<NewMessage> messages = Stream.of(texts).map(Cluster::text).toList();
    return database.append(chat, author, messages).stored();
  }

  /** A message without an id. */
  public static NewMessage text(String text) {
    return new NewMessage(Optional.empty(), Content.text(text));
  }

  /** A message with an id. */
  public static NewMessage text(String id, String text) {
    return new NewMessage(Optional.of(new ClientMessageId(id)), Content.text(text));
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

  public FakeUsers people() {
    return people;
  }

  public FakeFiles archive() {
    return archive;
  }

  /** The users for whom calls of the directory, the presence registry and upstreams fail. */
  public UnreadableUsers unreadable() {
    return unreadable;
  }

  /** The unforeseen failures that nodes have reported. */
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
        unreadable.in(ChatDirectory.class, store),
        store,
        people,
        people,
        archive,
        archive,
        unreadable.in(ConsultationService.class, people),
        unreadable.in(PresenceRegistry.class, presence.newNode()),
        bus.newNode(),
        (failure, during, context) -> failures.add(during + " " + context + ": " + failure));
  }
}
