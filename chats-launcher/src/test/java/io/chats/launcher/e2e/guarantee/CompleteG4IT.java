package io.chats.launcher.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.TwoNodes;
import io.chats.launcher.harness.WsClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import okhttp3.Request;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * G4 Complete: a client that was away for thousands of messages, and is cut off repeatedly while it
 * catches up, on two nodes in turn and while more messages come, misses nothing and receives
 * nothing twice.
 */
@ExtendWith(TwoNodes.Shared.class)
class CompleteG4IT {

  private static final int MISSED = 5_000;
  private static final int MAX_IN_A_FRAME = 50;
  private static final int CUTS = 6;
  private static final long CLIENT = 9_011;
  private static final long DOCTOR = 9_012;
  private static final long BUSY = 9_013;
  private static final int MANY_CHATS = 450;
  private static final int MAX_CHATS_IN_A_FRAME = 200;

  private static final long SEED = new Random().nextLong();
  private static List<Node> nodes;
  private static BusClient bus;

  private final Random random = new Random(SEED);
  private final AtomicInteger posted = new AtomicInteger();

  @BeforeAll
  static void use(TwoNodes shared) {
    System.out.println("seed of the cuts: " + SEED);
    nodes = List.of(shared.node(), shared.other());
    bus = shared.bus();
  }

  @Test
  void aUserInManyChatsIsSyncedInSeveralFramesThatHaveEachChatOnce() {
    List<Long> chats =
        LongStream.range(0, MANY_CHATS).mapToObj(i -> bus.chat(100 + i, BUSY, DOCTOR)).toList();
    String address = nodes.get(0).webSocket() + "?token=u" + BUSY + "&sync=1";
    try (WsClient client = WsClient.connect(new Request.Builder().url(address).build());
        WsClient doctor = WsClient.connect(nodes.get(1).webSocket(), DOCTOR)) {
      client.send(Map.of("type", "sync", "data", Map.of("chats", List.of())));
      client.awaitFrame(frame -> isSync(frame) && !frame.path("data").has("more"));
      List<JsonNode> frames = client.frames().stream().filter(CompleteG4IT::isSync).toList();
      assertThat(frames)
          .hasSize((MANY_CHATS + MAX_CHATS_IN_A_FRAME - 1) / MAX_CHATS_IN_A_FRAME)
          .allSatisfy(frame ->
              assertThat(frame.at("/data/chats").size()).isLessThanOrEqualTo(MAX_CHATS_IN_A_FRAME));
      assertThat(frames.stream().flatMap(frame -> frame.findValues("chatId").stream()))
          .extracting(JsonNode::asLong)
          .containsExactlyInAnyOrderElementsOf(chats);
      doctor.post(chats.getFirst(), "live", "live");
      client.awaitMessage("live");
    }
  }

  private static boolean isSync(JsonNode frame) {
    return frame.path("type").asText().equals("sync");
  }

  @Test
  void aGapOfThousandsIsClosedWhateverHappensMeanwhile() {
    long chat = bus.chat(1, CLIENT, DOCTOR);
    long quiet = bus.chat(2, CLIENT, DOCTOR);
    AtomicBoolean enough = new AtomicBoolean();
    try (WsClient doctor = WsClient.connect(nodes.get(0).webSocket(), DOCTOR);
        SyncedClient client = new SyncedClient(CLIENT)) {
      connectFirst(client, doctor, List.of(chat, quiet));
      client.disconnect();
      while (posted.get() < MISSED) {
        post(doctor, chat);
      }
      doctor.awaitMessage("m" + (posted.get() - 1));

      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(() -> goOn(doctor, chat, enough), Thread::startVirtualThread);
      for (int cut = 1; cut <= CUTS; cut++) {
        long before = client.furthestSeen(chat);
        client.connect(nodes.get(cut % 2).webSocket());
        long enoughSeen = before + 1 + random.nextInt(MISSED / CUTS);
        await()
            .pollInterval(Duration.ofMillis(1))
            .until(() -> client.furthestSeen(chat) >= enoughSeen);
        client.disconnect();
      }
      long seen = client.furthestSeen(chat);
      System.out.printf("After %d cuts %d of %d messages were seen%n", CUTS, seen, posted.get());
      client.connect(nodes.get(0).webSocket());
      await().atMost(Duration.ofSeconds(30)).until(client::isSettled);
      enough.set(true);
      writing.join();

      List<Long> stored = bus.messages(chat, DOCTOR).stream().map(CompleteG4IT::id).toList();
      assertThat(stored).hasSize(posted.get() + 1).isSorted().doesNotHaveDuplicates();
      await().untilAsserted(() -> assertThat(client.idsOf(chat)).isEqualTo(stored));
      assertThat(client.idsOf(quiet)).hasSize(1);
      assertThat(client.violations()).isEmpty();
      assertThat(client.endedByServer()).isZero();
    }
  }

  /** Returns whether the client has both chats from their first message on. */
  private static void connectFirst(SyncedClient client, WsClient doctor, List<Long> chats) {
    client.connect(nodes.get(1).webSocket());
    await().until(client::isSettled);
    chats.forEach(chat -> doctor.post(chat, "first" + chat, "Hello"));
    await().until(() -> chats.stream().allMatch(chat -> client.idsOf(chat).size() == 1));
    await().until(client::isSettled);
  }

  private void goOn(WsClient doctor, long chat, AtomicBoolean enough) {
    while (!enough.get()) {
      post(doctor, chat);
      doctor.awaitMessage("m" + (posted.get() - 1));
    }
  }

  /** Posts as many messages as a frame may have. */
  private void post(WsClient doctor, long chat) {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (int i = 0; i < MAX_IN_A_FRAME; i++) {
      String id = "m" + posted.getAndIncrement();
      messages.add(
          Map.of("chatId", chat, "clientMessageId", id, "type", "message", "text", "Text " + id));
    }
    doctor.send(Map.of("type", "message", "data", Map.of("messages", messages)));
  }

  private static long id(JsonNode message) {
    return message.get("id").asLong();
  }
}
