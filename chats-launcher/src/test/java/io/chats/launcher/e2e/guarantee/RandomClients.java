package io.chats.launcher.e2e.guarantee;

import static org.awaitility.Awaitility.await;

import io.chats.launcher.harness.BusClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many clients of random users in random chats, on several nodes, with random actions. Some read
 * slowly, some not at all. The same seed gives the same clients and the same intended actions.
 */
final class RandomClients implements AutoCloseable {

  static final int SESSIONS = 200;

  private static final int USERS = 120;

  /** Users of no other test, since frames show the chats of a user. */
  private static final long FIRST_USER = 500_001;

  private static final int CHATS = 60;
  private static final int SLOW = 10;
  private static final int FROZEN = 4;
  private static final int IN_THE_BUSY_CHAT = 20;
  private static final String LONG_TEXT = "A long text. ".repeat(250);

  private final BusClient bus;
  private final List<String> nodes;
  private final long seed;
  private final Map<Long, Set<Long>> members = new TreeMap<>();
  private final Map<Long, List<Long>> chatsOf = new HashMap<>();
  private final List<SyncedClient> clients = new ArrayList<>();
  private final AtomicInteger posted = new AtomicInteger();
  private final List<SyncedClient> frozen;
  private long busyChat;

  RandomClients(BusClient bus, List<String> nodes, long seed) {
    this.bus = bus;
    this.nodes = nodes;
    this.seed = seed;
    Random random = new Random(seed);
    for (int i = 0; i < CHATS; i++) {
      open(i == 0 ? IN_THE_BUSY_CHAT : 2 + random.nextInt(4), random);
    }
    for (int i = 0; i < SESSIONS; i++) {
      clients.add(new SyncedClient(FIRST_USER + i % USERS));
      clients.get(i).connect(anyNode(random));
    }
    frozen = inTheBusyChat().subList(0, FROZEN);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> clients.stream().allMatch(SyncedClient::isSettled));
    frozen.forEach(SyncedClient::freeze);
    clients.subList(SESSIONS - SLOW, SESSIONS).forEach(c -> c.slowDown(Duration.ofMillis(3)));
  }

  private void open(int size, Random random) {
    long order = members.size() + 1L;
    long chat = bus.ask("POST", "/chats/new", Map.of("order_id", order)).get("chat_id").asLong();
    busyChat = busyChat == 0 ? chat : busyChat;
    members.put(chat, new TreeSet<>());
    while (members.get(chat).size() < size) {
      enter(chat, anyUser(random));
    }
  }

  long anyUser(Random random) {
    return FIRST_USER + random.nextInt(USERS);
  }

  /** Subscribes a user to a chat: the first one as its client, the second one as its doctor. */
  void enter(long chat, long user) {
    int before = members.get(chat).size();
    if (members.get(chat).add(user)) {
      bus.subscribe(chat, user, before == 0 ? "client" : before == 1 ? "doctor" : "operator");
      synchronized (chatsOf) {
        chatsOf.computeIfAbsent(user, id -> new ArrayList<>()).add(chat);
      }
    }
  }

  /** Unsubscribes a user, who must receive nothing from then on, whatever they still send. */
  void leave(long chat, long user) {
    bus.ask("POST", "/chats/user/unsubscribe", Map.of("chat_id", chat, "user_id", user));
    members.get(chat).remove(user);
  }

  /** The participants by chat. Used by the thread that subscribes and unsubscribes. */
  Map<Long, Set<Long>> members() {
    return members;
  }

  List<SyncedClient> clients() {
    return clients;
  }

  /** The chats in which the user is or was a participant. */
  List<Long> chatsOf(long user) {
    synchronized (chatsOf) {
      return List.copyOf(chatsOf.getOrDefault(user, List.of()));
    }
  }

  List<SyncedClient> frozen() {
    return frozen;
  }

  private List<SyncedClient> inTheBusyChat() {
    return clients.stream().filter(c -> chatsOf(c.user()).contains(busyChat)).toList();
  }

  /** Posts so many long texts into one chat, by its participants. */
  void fillTheBusyChat(int count) {
    List<SyncedClient> posters = inTheBusyChat().subList(FROZEN, inTheBusyChat().size());
    for (int i = 0; i < count; i++) {
      post(posters.get(i % posters.size()), busyChat, LONG_TEXT);
      SyncedClient.pause(10);
    }
  }

  /** Makes one part of the clients do so many random actions. */
  void actAtRandom(int part, int parts, int count) {
    Random random = new Random(seed + part);
    for (int i = 0; i < count; i++) {
      SyncedClient client = clients.get(part + parts * random.nextInt(SESSIONS / parts));
      List<Long> chats = chatsOf(client.user());
      if (!chats.isEmpty() && !frozen.contains(client)) {
        act(client, chats.get(random.nextInt(chats.size())), random);
      }
      SyncedClient.pause(random.nextInt(8));
    }
  }

  private void act(SyncedClient client, long chat, Random random) {
    int dice = random.nextInt(100);
    if (dice < 10 || !client.isOpen()) {
      client.connect(anyNode(random));
    } else if (dice < 15) {
      client.disconnect();
    } else if (dice < 22) {
      client.send("typing", Map.of("chatId", chat, "status", "on"));
    } else if (dice < 30 && !client.idsOf(chat).isEmpty()) {
      long last = client.idsOf(chat).getLast();
      client.send("messageStatus", Map.of("status", "read", "chatId", chat, "messageId", last));
    } else {
      post(client, chat, "text");
      if (dice > 90) {
        client.repeatUnacknowledged();
      }
    }
  }

  private void post(SyncedClient client, long chat, String text) {
    client.post(chat, "m" + posted.incrementAndGet(), text);
  }

  private String anyNode(Random random) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  /** Lets all clients read, and connects those that are not connected. */
  void calmDown() {
    clients.forEach(SyncedClient::thaw);
    clients.forEach(c -> c.slowDown(Duration.ZERO));
    reconnectAll();
  }

  void reconnectAll() {
    clients.stream().filter(c -> !c.isOpen()).forEach(c -> c.connect(nodes.getFirst()));
  }

  @Override
  public String toString() {
    return String.format(
        "%d posts in %d chats, by %d sessions that connected %d times",
        posted.get(),
        members.size(),
        clients.size(),
        clients.stream().mapToInt(SyncedClient::connections).sum());
  }

  @Override
  public void close() {
    clients.forEach(SyncedClient::close);
  }
}
