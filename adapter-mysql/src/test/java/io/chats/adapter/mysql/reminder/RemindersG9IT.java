package io.chats.adapter.mysql.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.Databases;
import io.chats.adapter.mysql.EachDatabase;
import io.chats.adapter.mysql.OtherTransaction;
import io.chats.adapter.mysql.TestNode;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.ReminderStore.Spell;
import io.chats.testing.age.DatabaseWork;
import io.chats.testing.contract.Concurrently;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
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
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** The store's part of spec G9: no spell is missed and none is claimed twice. */
@EachDatabase
class RemindersG9IT {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int CHATS = 40;
  private static final int ROUNDS = 8;

  private static PrivateDatabase server;
  private static List<TestNode> nodes;
  private static TestNode node;
  private static Connection observer;

  private TestChats scene;
  private UserId doctor;

  @Parameter Databases kind;

  @BeforeParameterizedClassInvocation
  static void start(Databases kind) throws SQLException {
    server = kind.start();
    nodes = Stream.generate(() -> TestNode.of(server)).limit(3).toList();
    node = nodes.getFirst();
    observer = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }

  @AfterParameterizedClassInvocation
  static void stop() throws SQLException {
    observer.close();
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
  void aReviewCostsByChangesAndNotByTheTotal() throws SQLException {
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
  private static long reads(List<ChatId> changed) throws SQLException {
    return DatabaseWork.during(observer, () -> node.transactions().write(it -> review(it, changed)))
        .rowsRead();
  }

  private static boolean review(Handle handle, List<ChatId> changed) {
    assertThat(SpellReview.changedAfter(handle, 0, 100)).isEqualTo(changed);
    if (!changed.isEmpty()) {
      SpellReview.run(handle, changed);
    }
    return true;
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
