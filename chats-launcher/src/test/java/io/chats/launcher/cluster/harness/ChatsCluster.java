package io.chats.launcher.cluster.harness;

import static org.awaitility.Awaitility.await;

import io.chats.launcher.Main;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Upstreams;
import io.chats.launcher.harness.WsClient;
import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.PrivateService;
import io.chats.testing.services.nats.NatsOptions;
import io.chats.testing.services.nats.PrivateNatsCluster;
import io.chats.testing.services.process.JavaCommand;
import io.chats.testing.services.redis.PrivateRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Three nodes on three NATS servers, a database, Redis, and stand-ins for the upstream services.
 * Used by the test's thread, except where a method says otherwise.
 */
public final class ChatsCluster implements AutoCloseable {

  public static final Duration BUS_TIMEOUT = Duration.ofSeconds(3);

  private static final String TOPIC = "chats.cluster";
  private static final long VISITOR = 1;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration HEALING = Duration.ofSeconds(60);

  private final PrivateNatsCluster nats =
      PrivateNatsCluster.start(3, NatsOptions.DEFAULT.withoutAdvertising());
  private final PrivateDatabase database = ClusterDatabase.wanted().start();
  private final PrivateRedis redis = PrivateRedis.start();
  private final BusClient bus = new BusClient(nats.urls(), TOPIC, TIMEOUT);
  private final List<ClusterNode> nodes;
  private final AtomicLong ids = new AtomicLong(1_000);
  private Upstreams upstreams = new Upstreams(nats.urls());

  private ChatsCluster(JavaCommand program) {
    YearsOfUse.addIfWanted(database);
    nodes =
        Stream.of("node-0", "node-1", "node-2")
            .map(name -> new ClusterNode(name, program, nats, environment()))
            .toList();
  }

  /** Starts everything; returns when all nodes are ready. */
  static ChatsCluster start() {
    return start(JavaCommand.of(Main.class));
  }

  /**
   * Starts nodes of another version; returns when all are ready.
   *
   * @param distribution the folder of an unpacked distribution
   */
  public static ChatsCluster start(Path distribution) {
    return start(JavaCommand.of(Main.class).withClassPath(distribution.resolve("lib") + "/*"));
  }

  private static ChatsCluster start(JavaCommand program) {
    ChatsCluster cluster = new ChatsCluster(program);
    try {
      cluster.heal();
      return cluster;
    } catch (Throwable failure) {
      cluster.close();
      throw failure;
    }
  }

  public PrivateNatsCluster nats() {
    return nats;
  }

  public PrivateDatabase database() {
    return database;
  }

  public PrivateRedis redis() {
    return redis;
  }

  public List<ClusterNode> nodes() {
    return nodes;
  }

  public ClusterNode node(int index) {
    return nodes.get(index);
  }

  /** Another service on the bus; safe for use by any thread. */
  public BusClient bus() {
    return bus;
  }

  /** An id that no test has used for a user or an order; safe for use by any thread. */
  public long newId() {
    return ids.incrementAndGet();
  }

  /** Starts this version on the node from now on. */
  public void upgrade(ClusterNode node) {
    node.install(JavaCommand.of(Main.class));
  }

  /** Stops the upstream services. */
  public void stopUpstreams() {
    upstreams.close();
  }

  public void startUpstreams() {
    upstreams = new Upstreams(nats.urls());
  }

  /**
   * Starts, thaws and reconnects everything that is not running; returns when all of it works
   * together.
   */
  void heal() {
    Stream.concat(nats.servers().stream(), Stream.of(database, redis)).forEach(ChatsCluster::heal);
    nats.awaitRoutes();
    nodes.forEach(ClusterNode::heal);
    nodes.forEach(ClusterNode::awaitReady);
    awaitAnswer();
    awaitEntrances();
  }

  /** Waits until requests on the bus are answered. */
  void awaitAnswer() {
    await("an answer on the bus")
        .atMost(HEALING)
        .ignoreExceptionsMatching(e -> true)
        .until(() -> bus.request("GET", "/chats/chats", Map.of("user_id", 1)).has("data"));
  }

  /** Waits until every node accepts sessions. */
  public void awaitEntrances() {
    for (ClusterNode node : nodes) {
      await("letting in on " + node).atMost(HEALING).until(() -> letsIn(node));
    }
  }

  private static boolean letsIn(ClusterNode node) {
    try (WsClient visitor = WsClient.connect(node.webSocket(), VISITOR)) {
      visitor.send(ClientFrames.ping());
      await().until(() -> !visitor.frames().isEmpty() || !visitor.isOpen());
      return visitor.frames().stream().anyMatch(f -> f.path("type").asText().equals("pong"));
    }
  }

  @Override
  public void close() {
    nodes.forEach(ClusterNode::close);
    bus.close();
    upstreams.close();
    redis.close();
    database.close();
    nats.close();
  }

  private static void heal(PrivateService service) {
    if (service.process().isRunning()) {
      service.thaw();
    } else {
      service.startAgain();
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("BUS_TOPIC", TOPIC);
    environment.put("BUS_TIMEOUT", Long.toString(BUS_TIMEOUT.toMillis()));
    environment.put("DB_HOST", database.host());
    environment.put("DB_PORT", Integer.toString(database.port()));
    environment.put("DB_USER", database.user());
    environment.put("DB_PASSWORD", database.password());
    environment.put("DB_NAME", database.database());
    environment.put("REDIS_HOST", redis.host());
    environment.put("REDIS_PORT", Integer.toString(redis.port()));
    environment.put("WEBSOCKET_RATE", "0");
    environment.put("RECONNECT_TO_SERVICE", "2");
    environment.put("SHUTDOWN_SLEEP", "2");
    return environment;
  }
}
