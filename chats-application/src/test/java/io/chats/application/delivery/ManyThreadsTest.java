package io.chats.application.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.Environment;
import io.chats.application.testing.Node;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.model.UserType;
import io.chats.testing.inmemory.InMemoryDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guarantees that hold in simulated time hold with real threads, too. */
class ManyThreadsTest {

  private static final UserId CLIENT = new UserId(1);
  private static final List<UserId> DOCTORS = List.of(new UserId(2), new UserId(3), new UserId(4));
  private static final UserId FICKLE = new UserId(5);
  private static final int POSTS = 150;
  private static final int VISITS = 60;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Cluster cluster =
      new Cluster(
          new Environment(
              skew -> Clock.offset(Clock.systemUTC(), skew),
              System::nanoTime,
              threads,
              timer,
              threads,
              () -> {},
              () -> {},
              () -> false),
          () -> ThreadLocalRandom.current().nextInt(100) < 20);
  private final List<Node> nodes = Stream.generate(cluster::newNode).limit(3).toList();
  private final ChatId chat = cluster.chat(CLIENT, DOCTORS.toArray(UserId[]::new));
  private final ChatId quiet = cluster.chat(CLIENT);
  private final Queue<Client> staying = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() {
    cluster.close();
    timer.shutdownNow();
    threads.shutdownNow();
  }

  @Test
  void deliversEverythingInOrderOnceAndToNobodyElse() {
    InMemoryDatabase database = cluster.database();
    cluster.witness(new EventChecker(database, (session, id) -> false, session -> false));
    Stream<Runnable> talking = DOCTORS.stream().map(doctor -> () -> talk(doctor));
    Stream<Runnable> visiting = nodes.stream().map(node -> () -> visit(node));
    Stream<Runnable> others = Stream.of(this::comeAndGo, this::slowDown);
    all(Stream.of(talking, visiting, others).flatMap(actions -> actions));

    assertThat(staying).isNotEmpty();
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> staying.forEach(this::assertSeen));
    staying.forEach(client -> client.open().close());
    await().atMost(Duration.ofSeconds(20)).until(() -> cluster.bus().followings() == 0);
    await().until(() -> cluster.presence().online().isEmpty());
    assertThat(cluster.failures()).isEmpty();
  }

  private void all(Stream<Runnable> actions) {
    CompletableFuture<?>[] running =
        actions
            .map(action -> CompletableFuture.runAsync(action, threads))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(running).orTimeout(30, TimeUnit.SECONDS).join();
  }

  private void talk(UserId doctor) {
    Client client = cluster.connect(one(nodes), doctor);
    for (int i = 0; i < POSTS; i++) {
      client.post(chat, Cluster.text(doctor + "/" + i)).join();
    }
    staying.add(client);
  }

  private void visit(Node node) {
    for (int i = 0; i < VISITS; i++) {
      Client client = cluster.connect(node, CLIENT);
      if (i % 3 == 0) {
        client.open().placed().toCompletableFuture().join();
      }
      if (i % 20 == 19) {
        staying.add(client);
      } else {
        // The room of the quiet chat is created and retired with each visit.
        client.post(quiet, Cluster.text("visited")).join();
        client.open().close();
      }
    }
  }

  private void comeAndGo() {
    Client client = cluster.connect(nodes.getFirst(), FICKLE);
    for (int i = 0; i < VISITS; i++) {
      one(nodes).chats().administration().subscribe(chat, FICKLE, UserType.OPERATOR);
      client.open().typing(chat, "typing");
      one(nodes).chats().administration().unsubscribe(chat, FICKLE);
    }
    client.open().close();
  }

  /** Makes nodes wait for the database, while others go on. */
  private void slowDown() {
    for (int i = 0; i < VISITS; i++) {
      Node node = one(nodes);
      node.line().hold();
      cluster.say(chat, CLIENT, "quietly " + i);
      node.line().release();
    }
  }

  private void assertSeen(Client client) {
    assertSeen(client, chat);
    if (client.user().equals(CLIENT)) {
      assertSeen(client, quiet);
    }
  }

  private void assertSeen(Client client, ChatId of) {
    long placed = client.placedAfter().getOrDefault(of, 0L);
    List<Long> due =
        cluster.database().find(of).orElseThrow().messages().stream()
            .map(Message::seq)
            .filter(seq -> seq > placed)
            .toList();
    assertThat(client.messages(of))
        .extracting(shown -> shown.message().seq())
        .containsSubsequence(due);
  }

  private static <T> T one(List<T> of) {
    return of.get(ThreadLocalRandom.current().nextInt(of.size()));
  }
}
