package io.chats.launcher.cluster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.launcher.cluster.harness.ChatsCluster;
import io.chats.launcher.cluster.harness.LoadChat;
import io.chats.launcher.cluster.harness.StoredChats;
import io.chats.launcher.cluster.harness.StoredMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends a load, waits until every client has received everything, and compares that with the
 * database.
 */
public final class LoadChecker {

  private static final Duration HEALING = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Load load;
  private final StoredChats stored;
  private final Map<LoadChat, List<StoredMessage>> messages = new HashMap<>();

  private LoadChecker(Load load, StoredChats stored) {
    this.load = load;
    this.stored = stored;
  }

  /**
   * Ends the load and checks it.
   *
   * @param excuses the periods that excuse late deliveries
   */
  public static LoadResult check(ChatsCluster cluster, Load load, List<ExcusedPeriod> excuses)
      throws SQLException {
    load.settle();
    try (StoredChats stored = StoredChats.of(cluster.database())) {
      LoadChecker checker = new LoadChecker(load, stored);
      checker.check();
      return checker.result(excuses);
    }
  }

  private void check() throws SQLException {
    for (LoadChat chat : load.chats()) {
      messages.put(chat, stored.messages(chat.id()));
    }
    awaitAllShown();
    load.clients().forEach(LoadClient::readAll);
    awaitAllRead();
    assertThat(DatabaseComparison.of(load.accounts(), messages)).isEmpty();
  }

  private LoadResult result(List<ExcusedPeriod> excuses) {
    return new LoadResult(
        messages.values().stream().mapToInt(List::size).sum(),
        load.acknowledged(),
        load.clients().stream().mapToInt(client -> client.endings().size()).sum(),
        load.clients().stream()
            .flatMap(client -> client.failedSyncs().stream())
            .map(error -> error.path("error").toString())
            .toList(),
        DeliveryDelays.of(load, excuses));
  }

  private void awaitAllShown() {
    await("everybody is shown every message")
        .atMost(HEALING)
        .pollInterval(POLL)
        .untilAsserted(() -> assertThat(missing()).isEmpty());
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (LoadClient client : load.clients()) {
      for (LoadChat chat : client.account().chats()) {
        long last = client.account().view(chat).lastSeq();
        if (last < messages.get(chat).size()) {
          missing.add(
              "chat %d, shown %d of %d: %s"
                  .formatted(chat.id(), last, messages.get(chat).size(), client));
        }
      }
    }
    return missing;
  }

  private void awaitAllRead() {
    await("everybody is shown every read mark")
        .atMost(HEALING)
        .pollInterval(POLL)
        .untilAsserted(() -> {
          for (LoadChat chat : load.chats()) {
            assertRead(chat, stored.readUpTo(chat.id()));
          }
        });
  }

  private void assertRead(LoadChat chat, Map<Long, Long> read) {
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(chat.users());
    long last = messages.get(chat).getLast().id();
    assertThat(read.values())
        .describedAs("what was read of chat %d by %s", chat.id(), read.keySet())
        .allMatch(id -> id == last);
    for (LoadClient client : load.clients()) {
      if (client.account().chats().contains(chat)) {
        read.forEach((reader, id) ->
            assertThat(client.account().view(chat).isShownReadToTheEnd(reader))
                .describedAs("that %d read all of chat %d: %s", reader, chat.id(), client)
                .isTrue());
      }
    }
  }
}
