package io.chats.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Compares what the clients of a load were sent and told with what the database has: nothing that
 * was acknowledged is lost, nothing is doubled, all is in order, every client has everything, and
 * nothing that is not theirs.
 */
final class Checker {

  private static final Duration HEALING = Duration.ofSeconds(30);

  private final Load load;
  private final StoredChats stored;
  private final Map<LoadChat, List<StoredMessage>> messages = new HashMap<>();

  private Checker(Load load, StoredChats stored) {
    this.load = load;
    this.stored = stored;
  }

  /**
   * Ends the load and checks it.
   *
   * @param excuses for what came late
   */
  static Verdict check(ChatsCluster cluster, Load load, List<Excuse> excuses) throws SQLException {
    load.settle();
    try (StoredChats stored = StoredChats.of(cluster.mariaDb())) {
      Checker checker = new Checker(load, stored);
      checker.check();
      return checker.verdict(excuses);
    }
  }

  private void check() throws SQLException {
    for (LoadChat chat : load.chats()) {
      messages.put(chat, stored.messages(chat.id()));
    }
    messages.forEach(Checker::checkStored);
    load.clients().forEach(this::checkAcknowledged);
    awaitAllSeen();
    load.clients().forEach(this::checkSeen);
    load.clients().forEach(LoadClient::readAll);
    awaitAllRead();
    assertThat(load.clients())
        .allSatisfy(client ->
            assertThat(client.screen().faults()).describedAs("user " + client.user()).isEmpty());
  }

  private Verdict verdict(List<Excuse> excuses) {
    return new Verdict(
        messages.values().stream().mapToInt(List::size).sum(),
        load.acknowledged(),
        load.clients().stream().mapToInt(client -> client.endings().size()).sum(),
        load.clients().stream().mapToInt(LoadClient::failedSyncs).sum(),
        Delays.of(load, excuses));
  }

  /** Dense, each id and each text once, the ids in the order of the seqs. */
  private static void checkStored(LoadChat chat, List<StoredMessage> messages) {
    assertThat(messages)
        .describedAs("chat " + chat.id())
        .extracting(StoredMessage::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, messages.size()).boxed().toList());
    assertThat(messages).extracting(StoredMessage::id).isSorted().doesNotHaveDuplicates();
    assertThat(messages).extracting(StoredMessage::text).doesNotHaveDuplicates();
  }

  /** What was acknowledged is there, and what was sent once is in the order in which it was. */
  private void checkAcknowledged(LoadClient client) {
    Map<Long, List<Outbox.Post>> byChat =
        client.outbox().acknowledged().stream().collect(Collectors.groupingBy(Outbox.Post::chat));
    for (LoadChat chat : client.chats()) {
      List<StoredMessage> own =
          messages.get(chat).stream().filter(m -> m.user() == client.user()).toList();
      List<Outbox.Post> posts = byChat.getOrDefault(chat.id(), List.of());
      assertThat(own)
          .describedAs("what user %s said in chat %s", client.user(), chat.id())
          .extracting(StoredMessage::clientMessageId)
          .containsExactlyInAnyOrderElementsOf(posts.stream().map(Outbox.Post::id).toList());
      checkOrder(client, own, posts);
    }
  }

  private static void checkOrder(
      LoadClient client, List<StoredMessage> own, List<Outbox.Post> posts) {
    Set<String> sentOnce =
        posts.stream()
            .filter(post -> post.attempts() == 1)
            .map(Outbox.Post::id)
            .collect(Collectors.toCollection(HashSet::new));
    assertThat(own)
        .describedAs("what user %s said, and had to say only once", client.user())
        .extracting(StoredMessage::clientMessageId)
        .filteredOn(sentOnce::contains)
        .extracting(id -> Integer.valueOf(id.substring(id.indexOf('-') + 1)))
        .isSorted();
  }

  private void awaitAllSeen() {
    await("every client has seen every message")
        .atMost(HEALING)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(missing()).isEmpty());
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (LoadClient client : load.clients()) {
      for (LoadChat chat : client.chats()) {
        long last = client.view(chat).lastSeq();
        if (last < messages.get(chat).size()) {
          missing.add(
              "user %d on %s has seen %d of %d of chat %d"
                  .formatted(
                      client.user(), client.node(), last, messages.get(chat).size(), chat.id()));
        }
      }
    }
    return missing;
  }

  /** All of it, and nothing else, in order. */
  private void checkSeen(LoadClient client) {
    for (LoadChat chat : client.chats()) {
      assertThat(client.view(chat).messages())
          .describedAs("what user %s saw of chat %s", client.user(), chat.id())
          .extracting(Seen::message)
          .containsExactlyElementsOf(messages.get(chat));
    }
  }

  private void awaitAllRead() {
    await("every client has seen every read mark")
        .atMost(HEALING)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> {
          for (LoadChat chat : load.chats()) {
            assertRead(chat, stored.readUpTo(chat.id()));
          }
        });
  }

  private void assertRead(LoadChat chat, Map<Long, Long> read) {
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(chat.users());
    long last = messages.get(chat).getLast().id();
    assertThat(read.values()).allMatch(id -> id == last);
    for (LoadClient client : load.clients()) {
      if (client.chats().contains(chat)) {
        read.forEach((reader, id) ->
            assertThat(client.view(chat).readUpTo(reader))
                .describedAs("user %s: how far %s read", client.user(), reader)
                .isEqualTo(id));
      }
    }
  }
}
