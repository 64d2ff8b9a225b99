package io.chats.launcher.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.TwoNodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * G3 Ordered, G4 Complete and G6 Private, with slow and frozen readers as in G8: many sessions of
 * random users in random chats, on two nodes, that come, go, post, repeat and are unsubscribed. In
 * the end each client has received exactly the messages in the database, in order, each once, and
 * nothing that is not for it.
 */
@ExtendWith(TwoNodes.Shared.class)
class ManySessionsG3G4G6G8IT {

  private static final int PARTS = 4;
  private static final int ACTIONS = 500;
  private static final int BUSY = 400;
  private static final int LEAVERS = 8;
  private static final int RETURNING = 8;
  private static final int JOINERS = 8;

  private final long seed = new Random().nextLong();
  private BusClient bus;
  private RandomClients crowd;

  /** The users who left for good, and the first message that they must not receive. */
  private final Map<Departed, Long> forbidden = new HashMap<>();

  private record Departed(long chat, long user) {}

  @BeforeEach
  void start(TwoNodes nodes) {
    System.out.println("seed of the crowd: " + seed);
    bus = nodes.bus();
    crowd =
        new RandomClients(bus, List.of(nodes.node().webSocket(), nodes.other().webSocket()), seed);
  }

  @AfterEach
  void stop() {
    crowd.close();
  }

  @Test
  void inTheEndEveryClientHasExactlyWhatTheDatabaseHas() {
    List<CompletableFuture<Void>> acting = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      int part = i;
      acting.add(
          CompletableFuture.runAsync(
              () -> crowd.actAtRandom(part, PARTS, ACTIONS), Thread::startVirtualThread));
    }
    acting.add(
        CompletableFuture.runAsync(() -> crowd.fillTheBusyChat(BUSY), Thread::startVirtualThread));
    comeAndGo();
    acting.forEach(CompletableFuture::join);
    crowd.calmDown();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(this::assertEveryoneIsUpToDate);
    assertThat(crowd.clients()).flatExtracting(SyncedClient::violations).isEmpty();
    assertNoClientReceivedWhatIsNotForIt();
    assertThat(crowd.frozen()).allMatch(client -> client.endedByServer() > 0);
    System.out.println(crowd);
  }

  /** Some users leave for good, some return, some join chats that have gone on for a while. */
  private void comeAndGo() {
    Random random = new Random(seed - 1);
    List<Long> chats = new ArrayList<>(crowd.members().keySet());
    for (int i = 0; i < LEAVERS + RETURNING + JOINERS; i++) {
      long chat = chats.get(1 + random.nextInt(chats.size() - 1));
      List<Long> members = List.copyOf(crowd.members().get(chat));
      long user = members.get(random.nextInt(members.size()));
      if (i % 3 == 0) {
        crowd.enter(chat, crowd.anyUser(random));
      } else if (members.size() > 2) {
        leave(chat, user, members, i % 3 == 1);
      }
      SyncedClient.pause(200);
    }
  }

  private void leave(long chat, long user, List<Long> members, boolean forGood) {
    if (forbidden.containsKey(new Departed(chat, user))) {
      return;
    }
    crowd.leave(chat, user);
    long witness = members.stream().filter(m -> m != user).findFirst().orElseThrow();
    long seq =
        bus.ask(
                "POST",
                "/chats/message",
                Map.of(
                    "chat_id",
                    chat,
                    "user_id",
                    witness,
                    "message",
                    "Between us",
                    "type",
                    "message"))
            .get("seq")
            .asLong();
    if (forGood) {
      forbidden.put(new Departed(chat, user), seq);
    } else {
      SyncedClient.pause(100);
      crowd.enter(chat, user);
    }
  }

  private void assertEveryoneIsUpToDate() {
    crowd.reconnectAll();
    assertThat(crowd.clients()).allMatch(SyncedClient::isSettled);
    crowd
        .members()
        .forEach((chat, members) -> {
          List<JsonNode> stored = bus.messages(chat, members.iterator().next());
          List<Long> ids = stored.stream().map(m -> m.get("id").asLong()).toList();
          assertThat(ids).isSorted().doesNotHaveDuplicates();
          assertThat(stored)
              .extracting(m -> m.get("seq").asInt())
              .doesNotHaveDuplicates()
              .isSorted();
          assertStoredOnce(stored);
          crowd.clients().stream()
              .filter(client -> members.contains(client.user()))
              .forEach(client ->
                  assertThat(client.idsOf(chat))
                      .describedAs("user %s in chat %s", client.user(), chat)
                      .isEqualTo(ids));
        });
  }

  private static void assertStoredOnce(List<JsonNode> stored) {
    assertThat(
            stored.stream()
                .map(m -> m.get("client_message_id").asText())
                .filter(id -> !id.isEmpty()))
        .doesNotHaveDuplicates();
  }

  private void assertNoClientReceivedWhatIsNotForIt() {
    for (SyncedClient client : crowd.clients()) {
      Set<Long> theirs = new HashSet<>(crowd.chatsOf(client.user()));
      assertThat(theirs).containsAll(client.chats());
      forbidden.forEach((departed, seq) -> {
        if (departed.user() == client.user()) {
          assertThat(client.furthestSeen(departed.chat()))
              .describedAs("user %s in chat %s", departed.user(), departed.chat())
              .isLessThan(seq);
        }
      });
    }
  }
}
