package io.chats.adapter.mysql.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.OtherTransaction;
import io.chats.adapter.mysql.TestNode;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.ReminderStore.Spell;
import io.chats.testing.contract.Concurrently;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store's part of spec G9: no spell is missed and none is claimed twice. */
class RemindersG9IT {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int CHATS = 40;
  private static final int ROUNDS = 8;

  /** The number of entries of indexes and tables that the connection has read. */
  private static final String READS =
      """
      SELECT SUM(variable_value) FROM information_schema.session_status
      WHERE variable_name LIKE 'HANDLER_READ_%'
      """;

  private static PrivateMariaDb server;
  private static List<TestNode> nodes;
  private static TestNode node;

  private TestChats scene;
  private UserId doctor;

  @BeforeAll
  static void start() {
    server = PrivateMariaDb.start();
    nodes = Stream.generate(() -> TestNode.of(server)).limit(3).toList();
    node = nodes.getFirst();
  }

  @AfterAll
  static void stop() {
    nodes.forEach(TestNode::close);
    server.close();
  }

  @BeforeEach
  void people() {
    scene = new TestChats(node);
    doctor = scene.user();
  }

  /** Clients read all before the next message comes, so that every message begins a spell. */
  @Test
  void everySpellIsClaimedOnceWhileMessagesComeAndAreRead() {
    List<ChatId> chats =
        Stream.generate(() -> scene.chat(scene.user(), doctor)).limit(CHATS).toList();
    Queue<SpellId> claimed = new ConcurrentLinkedQueue<>();
    AtomicInteger talking = new AtomicInteger(4);
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<ChatId> own = chats.subList(i * CHATS / 4, (i + 1) * CHATS / 4);
      all.add(() -> talk(own, talking));
    }
    nodes.forEach(each ->
        all.add(() -> {
          while (talking.get() > 0) {
            claimAll(each.reminders(), claimed);
          }
          return null;
        }));
    Concurrently.all(all);
    nodes.forEach(each -> claimAll(each.reminders(), claimed));
    assertThat(claimed).doesNotHaveDuplicates();
    assertThat(lastClaimed(claimed)).containsAll(chats);
    assertThat(openSpells(chats)).isEqualTo(CHATS);
  }

  /** Ids of different chats commit out of order: the lower one may appear last. */
  @Test
  void lateCommitsAreNotMissed() throws SQLException {
    ChatId late = scene.chat(scene.user(), doctor);
    ChatId early = scene.chat(scene.user(), doctor);
    refresh();
    try (OtherTransaction other = new OtherTransaction(node.dataSource())) {
      other.execute(
          "INSERT INTO messages"
              + " (chat_id, seq, unread_seq, user_id, sender_type, type, text, created_at)"
              + " VALUES (%s, 1, 1, %s, 2, 1, 'late', NOW(3))".formatted(late, doctor));
      other.execute("UPDATE chats SET last_seq = 1, version = version + 1 WHERE id = " + late);
      scene.say(early, doctor, "early");
      refresh();
      assertThat(dueChats()).contains(early).doesNotContain(late);
      other.execute("COMMIT");
    }
    assertThat(scene.all(late).getFirst().id().value())
        .isLessThan(scene.all(early).getFirst().id().value());
    refresh();
    assertThat(dueChats()).contains(early, late);
  }

  /** A ticking node never waits for a lock; a chat that it skips is reviewed later. */
  @Test
  void aLockedChatIsLeftToTheNextTimeAndDelaysNoOther() throws SQLException {
    ChatId locked = scene.chat(scene.user(), doctor);
    ChatId free = scene.chat(scene.user(), doctor);
    scene.say(locked, doctor, "one");
    scene.say(free, doctor, "one");
    try (OtherTransaction other = new OtherTransaction(node.dataSource())) {
      other.execute("SELECT id FROM chats WHERE id = " + locked + " FOR UPDATE");
      long start = System.nanoTime();
      refresh();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      assertThat(dueChats()).contains(free).doesNotContain(locked);
    }
    refresh();
    assertThat(dueChats()).contains(locked);
  }

  /** Messages that a node without reminders stored, however long ago. */
  @Test
  void theDatabaseItselfNoticesEveryChange() throws SQLException {
    ChatId chat = scene.chat(scene.user(), doctor);
    scene.say(chat, doctor, "one");
    refresh();
    try (OtherTransaction other = new OtherTransaction(node.dataSource())) {
      String due = "SELECT COUNT(*) FROM chats WHERE ticker_due = TRUE AND id = " + chat;
      assertThat(other.ask(due)).isEqualTo("0");
      other.execute("UPDATE chats SET version = version + 1 WHERE id = " + chat);
      assertThat(other.ask(due)).isEqualTo("1");
    }
  }

  @Test
  void aReviewCostsByChangesAndNotByTheTotal() {
    List<ChatId> chats =
        Stream.generate(() -> scene.chat(scene.user(), doctor)).limit(300).toList();
    chats.forEach(chat -> scene.say(chat, doctor, "one", "two", "three"));
    refresh();
    node.transactions()
        .read(handle -> handle.execute("ANALYZE TABLE chats, messages, unread_spells"));
    long nothing = reads(List.of());
    scene.say(chats.get(17), doctor, "four");
    assertThat(reads(List.of(chats.get(17))) - nothing).isLessThan(30);
  }

  /** The number of entries that one review reads. */
  private static long reads(List<ChatId> changed) {
    return node.transactions()
        .read(handle -> {
          long before = handle.createQuery(READS).mapTo(Long.class).one();
          assertThat(SpellReview.changedAfter(handle, 0, 100)).isEqualTo(changed);
          if (!changed.isEmpty()) {
            handle.useTransaction(same -> SpellReview.run(same, changed));
          }
          return handle.createQuery(READS).mapTo(Long.class).one() - before;
        });
  }

  private Void talk(List<ChatId> chats, AtomicInteger talking) {
    try {
      for (int round = 0; round < ROUNDS; round++) {
        for (ChatId chat : chats) {
          talk(chat);
        }
      }
      return null;
    } finally {
      talking.decrementAndGet();
    }
  }

  private void talk(ChatId chat) {
    UserId client =
        scene.find(chat).participants().all().stream()
            .map(it -> it.user())
            .filter(user -> !user.equals(doctor))
            .findFirst()
            .orElseThrow();
    scene.all(chat).stream()
        .reduce((first, last) -> last)
        .map(Message::id)
        .ifPresent(last -> scene.read(chat, client, last));
    scene.say(chat, doctor, "news");
  }

  private static void claimAll(ReminderStore store, Queue<SpellId> claimed) {
    store.refresh(LONG);
    for (Spell spell : store.due(Optional.empty(), 1000).spells()) {
      if (store.claim(spell.id(), new NodeId("node"), LEASE)) {
        claimed.add(spell.id());
      }
    }
  }

  private static List<ChatId> lastClaimed(Queue<SpellId> claimed) {
    return node
        .transactions()
        .read(handle ->
            handle
                .createQuery("SELECT id, chat_id FROM unread_spells WHERE is_open = TRUE")
                .map((row, context) ->
                    Map.entry(new SpellId(row.getString("id")), new ChatId(row.getLong("chat_id"))))
                .list())
        .stream()
        .filter(open -> claimed.contains(open.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static int openSpells(List<ChatId> chats) {
    String ids = chats.stream().map(ChatId::toString).collect(Collectors.joining(","));
    return node.transactions()
        .read(handle ->
            handle
                .select(
                    "SELECT COUNT(*) FROM unread_spells WHERE is_open = TRUE AND chat_id IN ("
                        + ids
                        + ")")
                .mapTo(Integer.class)
                .one());
  }

  private static void refresh() {
    node.reminders().refresh(LONG);
  }

  private static List<ChatId> dueChats() {
    return node.reminders().due(Optional.empty(), 10_000).spells().stream()
        .map(Spell::chat)
        .toList();
  }
}
