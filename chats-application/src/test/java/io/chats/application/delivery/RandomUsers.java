package io.chats.application.delivery;

import io.chats.application.api.ChatAdministration;
import io.chats.application.api.Chats;
import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.Node;
import io.chats.application.testing.RecordingSession;
import io.chats.application.testing.SettableClock;
import io.chats.application.testing.Simulation;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.RefusedException;
import io.chats.testing.inmemory.DatabaseLink;
import io.chats.testing.inmemory.StoredChat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Users who connect, write, read and leave at random, on nodes and connections that fail. */
final class RandomUsers {

  private static final int USERS = 5;
  private static final int CHATS = 3;

  private static final int DEVICES = 3;

  /** A number of messages that exceeds one page of the database. */
  private static final int MANY = 70;

  private final Random random;
  private final Simulation simulation;
  private final Cluster cluster;
  private final List<ChatId> chats = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private final List<SimulatedClient> devices = new ArrayList<>();
  private final List<NewMessage> sent = new ArrayList<>();
  private final Map<SessionId, Set<ClientMessageId>> repeated = new HashMap<>();
  private final List<CompletableFuture<List<PostResult>>> posts = new ArrayList<>();
  private final Set<SessionId> deviceSessions = new HashSet<>();
  private int loss;

  RandomUsers(Random random) {
    this.random = random;
    this.simulation = Simulation.random(random);
    this.cluster = new Cluster(simulation.environment(), () -> random.nextInt(100) < loss);
    for (int i = 0; i < 3; i++) {
      cluster.newNode(Duration.ofMillis(random.nextInt(400)), 1 + random.nextInt(3));
    }
    for (int i = 0; i < CHATS; i++) {
      chats.add(cluster.chat(user()));
    }
    for (int i = 0; i < DEVICES; i++) {
      devices.add(new SimulatedClient(user(), cluster.database()));
    }
  }

  Simulation simulation() {
    return simulation;
  }

  Cluster cluster() {
    return cluster;
  }

  List<ChatId> chats() {
    return chats;
  }

  /** The connected clients. */
  List<Client> clients() {
    return clients;
  }

  /** Clients that reconnect with the messages that they have kept. */
  List<SimulatedClient> devices() {
    return devices;
  }

  /** Passes events to the simulated clients to whose sessions they are sent. */
  void show(RecordingSession session, ClientEvent event) {
    devices.stream().filter(d -> d.owns(session.id())).forEach(device -> device.take(event));
  }

  /** Returns whether a session is, or was, one of a simulated client. */
  boolean isOfDevice(SessionId session) {
    return deviceSessions.contains(session);
  }

  /** The results of all posts. */
  List<CompletableFuture<List<PostResult>>> posts() {
    return posts;
  }

  /** Returns whether a session posted an id that may have been posted before. */
  boolean hasRepeated(SessionId session, Optional<ClientMessageId> id) {
    return id.isPresent() && repeated.getOrDefault(session, Set.of()).contains(id.get());
  }

  /** Makes one random step. */
  void live() {
    switch (random.nextInt(40)) {
      case 0, 1 -> connect();
      case 2 -> disconnect();
      case 3 -> one(cluster.nodes()).line().set(one(List.of(DatabaseLink.State.values())));
      case 18 -> simulation.setSlow(random.nextBoolean());
      case 23 -> setClock(one(cluster.nodes()), Duration.ofSeconds(random.nextInt(1200) - 600));
      case 4 -> cluster.nodes().forEach(node -> node.line().set(DatabaseLink.State.UP));
      case 5 -> loss = one(List.of(0, 0, 30, 100));
      case 6 -> cluster.bus().cut();
      case 7, 8 -> cluster.bus().restore();
      case 9 -> simulation.tick(Duration.ofMillis(random.nextInt(3000)));
      case 24 -> simulation.tick(Duration.ofSeconds(random.nextInt(12))); // rooms are given up
      case 10, 11, 12, 13 -> simulation.tick(Duration.ofMillis(random.nextInt(60)));
      case 19, 20, 21, 22 -> use(one(devices));
      case 14, 15, 16, 17 -> simulation.environment().executor().execute(this::administer);
      default -> {
        if (random.nextBoolean()) {
          act();
        } else {
          goOn();
        }
      }
    }
  }

  private static void setClock(Node node, Duration by) {
    ((SettableClock) node.clock()).set(by);
  }

  /** Makes a random user act in a chat, where that is possible. */
  void act() {
    if (random.nextInt(3) == 0 || clients.isEmpty()) {
      administer();
    } else {
      attempt(() -> actAs(one(clients), one(chats)));
    }
  }

  /** Ends all failures, except that the bus may stay away. */
  void recover() {
    simulation.setSlow(false);
    cluster.nodes().forEach(node -> node.line().set(DatabaseLink.State.UP));
    loss = one(List.of(0, 30, 100));
    if (random.nextBoolean()) {
      cluster.bus().restore();
    } else {
      cluster.bus().cut();
    }
  }

  void connect() {
    Node node = one(cluster.nodes());
    simulation.unblockably(() -> clients.add(cluster.connect(node, user())));
  }

  void disconnect() {
    if (!clients.isEmpty()) {
      Client client = clients.remove(random.nextInt(clients.size()));
      simulation.unblockably(client.open()::close);
    }
  }

  /** Makes a random client connect, leave, sync, or act as other clients do. */
  private void use(SimulatedClient device) {
    if (!device.isConnected()) {
      start(device);
    } else {
      switch (random.nextInt(8)) {
        case 0 -> simulation.unblockably(device::disconnect);
        case 1, 2 -> ask(device);
        case 3, 4 -> attempt(() -> device.post(one(chats), messages().toArray(NewMessage[]::new)));
        case 5 -> attempt(() -> read(device.client(), one(chats)));
        default -> bringBack(device);
      }
    }
  }

  /** Connects a client that is away, syncs one that has not synced, and reconnects a closed one. */
  void bringBack(SimulatedClient device) {
    if (device.isConnected() && !device.client().session().closings().isEmpty()) {
      simulation.unblockably(device::disconnect);
    }
    if (!device.isConnected()) {
      start(device);
    }
    if (!device.isSynced()) {
      ask(device);
    }
  }

  private void start(SimulatedClient device) {
    if (random.nextInt(4) == 0) {
      device.forget(one(chats));
    }
    Node node = one(cluster.nodes());
    simulation.unblockably(() -> {
      Client client = cluster.connectForSync(node, device.user());
      deviceSessions.add(client.session().id());
      device.connected(client);
    });
    if (random.nextBoolean()) {
      ask(device);
    }
  }

  private void ask(SimulatedClient device) {
    simulation.unblockably(() -> {
      var unused = device.sync(chat -> random.nextBoolean());
    });
  }

  private void goOn() {
    for (int i = random.nextInt(6); i > 0; i--) {
      simulation.step();
    }
  }

  /** Makes another service change a chat. */
  private void administer() {
    attempt(() -> administer(one(cluster.nodes()).chats(), one(chats)));
  }

  private void administer(Chats node, ChatId chat) {
    ChatAdministration administration = node.administration();
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> administration.subscribe(chat, user(), one(List.of(UserType.values())));
      case 4, 5, 6 -> administration.unsubscribe(chat, user());
      case 7, 8 -> administration.handOver(chat, user(), user());
      case 9 -> closeSeldom(administration, chat);
      default -> posts.add(node.posting().post(chat, user(), messages()).toCompletableFuture());
    }
  }

  private void actAs(Client client, ChatId chat) {
    switch (random.nextInt(6)) {
      case 0 -> client.open().typing(chat, "typing");
      case 1, 2 -> read(client, chat);
      default -> post(client, chat);
    }
  }

  private void closeSeldom(ChatAdministration administration, ChatId chat) {
    if (random.nextInt(3) == 0) {
      administration.close(chat);
      chats.add(cluster.chat(user()));
    }
  }

  private static void attempt(Runnable action) {
    try {
      action.run();
    } catch (RefusedException | StoreUnavailableException e) {
      return; // the database may be away
    }
  }

  private void post(Client client, ChatId chat) {
    boolean again = !sent.isEmpty() && random.nextInt(4) == 0;
    List<NewMessage> messages = again ? List.of(one(sent)) : messages();
    messages.forEach(m -> m.clientId().ifPresent(id -> sends(client, m, id)));
    posts.add(client.post(chat, messages.toArray(NewMessage[]::new)));
  }

  private void sends(Client client, NewMessage message, ClientMessageId id) {
    sent.add(message);
    repeated.computeIfAbsent(client.session().id(), s -> new HashSet<>()).add(id);
  }

  private void read(Client client, ChatId chat) {
    List<Message> messages = cluster.database().find(chat).map(StoredChat::messages).orElseThrow();
    if (!messages.isEmpty()) {
      int latest = Math.max(0, messages.size() - 1 - random.nextInt(3));
      client.open().markRead(chat, messages.get(latest).id());
    }
  }

  private List<NewMessage> messages() {
    int count = random.nextInt(12) == 0 ? MANY : 1 + random.nextInt(3);
    return Stream.generate(this::message).limit(count).toList();
  }

  private NewMessage message() {
    boolean hasId = random.nextBoolean();
    return new NewMessage(
        hasId ? Optional.of(new ClientMessageId("id" + random.nextLong())) : Optional.empty(),
        Content.text("x"));
  }

  private UserId user() {
    return new UserId(1 + random.nextInt(USERS));
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
