package io.chats.launcher.cluster.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.launcher.cluster.harness.ChatsCluster;
import io.chats.launcher.cluster.harness.ClusterNode;
import io.chats.launcher.cluster.harness.InParallel;
import io.chats.launcher.cluster.harness.LoadChat;
import io.chats.launcher.cluster.harness.Outage;
import io.chats.launcher.cluster.harness.Router;
import io.chats.launcher.cluster.load.LoadClient.Phase;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A load: users in chats of two or three, each on another node; doctors and operators have several
 * chats. {@link LoadChecker} checks what they received.
 */
public final class Load implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(400);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int CHATS_OF_STAFF = 3;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newBuilder().executor(threads).build();
  private final List<LoadChat> chats;
  private final List<LoadClient> clients;

  private Load(ChatsCluster cluster, List<LoadChat> chats, long seed) {
    this.chats = chats;
    this.clients = clients(cluster, new Random(seed));
  }

  /** Opens the chats, connects all users, and lets them begin. */
  public static Load start(ChatsCluster cluster, int size, long seed) {
    Load load = new Load(cluster, openChats(cluster, size), seed);
    try {
      load.begin();
      return load;
    } catch (Throwable failure) {
      load.close();
      throw failure;
    }
  }

  List<LoadChat> chats() {
    return chats;
  }

  public List<LoadClient> clients() {
    return clients;
  }

  /** The clients on that node now. */
  public List<LoadClient> clientsOn(ClusterNode node) {
    return clients.stream().filter(client -> client.node() == node).toList();
  }

  /** The clients that were on that node first. */
  public List<LoadClient> clientsOf(ClusterNode node) {
    return clients.stream()
        .filter(client ->
            client.endings().isEmpty()
                ? client.node() == node
                : client.endings().getFirst().node() == node)
        .toList();
  }

  /** The errors that clients were shown and repeated, by request and code. */
  public Set<String> errors() {
    return accounts().stream()
        .flatMap(account -> account.screen().errors().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  List<ClientRecord> accounts() {
    return clients.stream().map(LoadClient::account).toList();
  }

  int acknowledged() {
    return accounts().stream().mapToInt(account -> account.outbox().acknowledgedCount()).sum();
  }

  /** Lets the load go on until then. */
  public void goOnUntil(Instant end) {
    Outage.lastUntil(end);
  }

  /** Waits until so many more were acknowledged, for each client on average. */
  public void awaitMoreAcknowledged(int forEach) {
    awaitAcknowledged(acknowledged() + forEach * clients.size());
  }

  private void awaitAcknowledged(int target) {
    Awaitility.await("more acknowledgements")
        .atMost(TIMEOUT)
        .pollInterval(POLL)
        .until(() -> acknowledged() >= target);
  }

  public void awaitAllConnected() {
    await("all are connected again", LoadClient::isUpToDate);
  }

  /**
   * Lets every user post a last message in each chat; returns when everything is acknowledged. Only
   * marks of reading after that are sent to all for certain: a sync reports marks of the client and
   * of the other side only, so earlier ones of a third user may be missed.
   */
  void settle() {
    clients.forEach(client -> client.enter(Phase.SETTLING));
    awaitAllAcknowledged();
    int target = acknowledged() + accounts().stream().mapToInt(a -> a.chats().size()).sum();
    clients.forEach(LoadClient::sayLast);
    awaitAcknowledged(target);
    awaitAllAcknowledged();
  }

  /** Fails if a connection that was up to date has ended, except to these nodes. */
  public void assertUndisturbedBut(ClusterNode... nodes) {
    List<ClusterNode> disturbed = List.of(nodes);
    for (LoadClient client : clients) {
      assertThat(client.endings())
          .describedAs("%s", client)
          .filteredOn(ConnectionEnd::wasUpToDate)
          .extracting(ConnectionEnd::node)
          .isSubsetOf(disturbed);
    }
  }

  /**
   * Waits until the condition holds for all clients; the failure names those for which it does not.
   */
  void await(String what, Predicate<LoadClient> condition) {
    Awaitility.await(what)
        .atMost(TIMEOUT)
        .pollInterval(POLL)
        .untilAsserted(() ->
            assertThat(clients.stream().filter(condition.negate()).map(LoadClient::toString))
                .isEmpty());
  }

  @Override
  public void close() {
    clients.forEach(client -> client.enter(Phase.GONE));
    threads.close();
    http.close();
  }

  private void begin() {
    clients.forEach(threads::execute);
    await("all are connected", LoadClient::isUpToDate);
    clients.forEach(client -> client.enter(Phase.TALKING));
    awaitMoreAcknowledged(2);
  }

  private void awaitAllAcknowledged() {
    await(
        "all are connected, and all is acknowledged",
        client -> client.isUpToDate() && client.account().outbox().isEmpty());
  }

  private static List<LoadChat> openChats(ChatsCluster cluster, int size) {
    List<Long> doctors = newIds(cluster, size / CHATS_OF_STAFF + 1);
    List<Long> operators = newIds(cluster, size / CHATS_OF_STAFF + 1);
    LoadChat[] chats = new LoadChat[size];
    InParallel.times(
        size,
        i -> {
          long client = cluster.newId();
          long doctor = doctors.get(i / CHATS_OF_STAFF);
          long chat = cluster.bus().chat(cluster.newId(), client, doctor);
          List<Long> users = new ArrayList<>(List.of(client, doctor));
          if (i % 3 == 0) {
            users.add(operators.get(i / CHATS_OF_STAFF));
            cluster.bus().subscribe(chat, users.getLast(), "operator");
          }
          chats[i] = new LoadChat(chat, List.copyOf(users));
        });
    return List.of(chats);
  }

  private static List<Long> newIds(ChatsCluster cluster, int count) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(cluster.newId());
    }
    return ids;
  }

  /** Participants of one chat are on different nodes. */
  private List<LoadClient> clients(ChatsCluster cluster, Random random) {
    Map<Long, List<LoadChat>> chatsOf = new TreeMap<>();
    Map<Long, ClusterNode> homes = new TreeMap<>();
    for (int i = 0; i < chats.size(); i++) {
      LoadChat chat = chats.get(i);
      for (int position = 0; position < chat.users().size(); position++) {
        long user = chat.users().get(position);
        chatsOf.computeIfAbsent(user, u -> new ArrayList<>()).add(chat);
        homes.putIfAbsent(user, cluster.node((i / CHATS_OF_STAFF + position) % 3));
      }
    }
    List<LoadClient> all = new ArrayList<>();
    chatsOf.forEach((user, theirs) ->
        all.add(
            new LoadClient(
                ClientRecord.of(user, theirs),
                PACE,
                new Router(cluster.nodes()),
                homes.get(user),
                http,
                random.nextLong())));
    return List.copyOf(all);
  }
}
