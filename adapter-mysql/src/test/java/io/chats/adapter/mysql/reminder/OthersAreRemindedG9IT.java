package io.chats.adapter.mysql.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.mysql.Databases;
import io.chats.adapter.mysql.EachDatabase;
import io.chats.adapter.mysql.JdbiReminderStore;
import io.chats.adapter.mysql.TestNode;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.ReminderStore.DuePage;
import io.chats.domain.port.ReminderStore.Position;
import io.chats.domain.port.ReminderStore.Spell;
import io.chats.testing.age.DatabaseWork;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * G9 Reminded: no chat, user or row can keep another's reminder from being sent, with the budget of
 * a call that the product has.
 */
@EachDatabase(quick = Databases.MARIADB)
class OthersAreRemindedG9IT {

  private static final Duration BUDGET = Duration.ofMillis(750);
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final NodeId NODE = new NodeId("node");

  private static final String INSERT =
      "INSERT INTO messages"
          + " (chat_id, seq, unread_seq, user_id, sender_type, type, text, created_at)";

  /** A bound for ticks over the chats of a test: some entries for each. */
  private static final long ENTRIES_OF_SOME_TICKS = 5_000;

  private static PrivateDatabase server;
  private static TestNode node;

  /** For what has to be there before reminders are looked for. */
  private static TestNode patient;

  private static Connection connection;

  private ReminderStore reminders;
  private TestChats scene;
  private UserId doctor;

  @Parameter Databases kind;

  @BeforeParameterizedClassInvocation
  static void start(Databases kind) throws SQLException {
    server = kind.start();
    node = TestNode.of(server, BUDGET);
    patient = TestNode.of(server);
    connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }

  @AfterParameterizedClassInvocation
  static void stop() throws SQLException {
    connection.close();
    patient.close();
    node.close();
    server.close();
  }

  @BeforeEach
  void people() throws SQLException {
    // Those that a former test set aside are forgotten by a new store.
    reminders = new JdbiReminderStore(node.database());
    execute("DELETE FROM unread_spells");
    execute("UPDATE chats SET ticker_version = version");
    scene = new TestChats(patient);
    doctor = scene.user();
  }

  @AfterEach
  void repair() throws SQLException {
    execute("DROP TRIGGER IF EXISTS failing");
    execute("UPDATE chats SET status = 1 WHERE status = 99");
  }

  @Test
  void withOneClientsManyOwnMessagesAndAnUnreadableRowEverybodyElseIsReminded()
      throws SQLException {
    assertThatOthersAreRemindedBeside(100_000);
  }

  @Test
  @Tag("long")
  void withOneClientsMillionOwnMessagesAndAnUnreadableRowEverybodyElseIsReminded()
      throws SQLException {
    assertThatOthersAreRemindedBeside(1_000_000);
  }

  private void assertThatOthersAreRemindedBeside(int ownMessages) throws SQLException {
    List<ChatId> before = chats(10);
    UserId talker = scene.user();
    ChatId talk = scene.chat(talker, doctor);
    ChatId unreadable = chats(1).getFirst();
    List<ChatId> after = chats(10);
    write(talk, talker, ownMessages);
    execute("UPDATE chats SET version = version + 1, status = 99 WHERE id = " + unreadable);

    List<ChatId> others = Stream.concat(before.stream(), after.stream()).toList();
    assertThat(entriesRead(() -> assertThatOnlyTheseAreReminded(others)))
        .isLessThan(ENTRIES_OF_SOME_TICKS);

    Message answer = scene.say(talk, doctor, "an answer").getFirst();
    scene.say(after.getFirst(), doctor, "reminded of already");
    assertThat(entriesRead(() -> assertThatOnlyTheseAreReminded(List.of(talk))))
        .isLessThan(ENTRIES_OF_SOME_TICKS);

    write(talk, talker, ownMessages);
    assertThat(entriesRead(() -> scene.read(talk, talker, answer.id())))
        .isLessThan(ENTRIES_OF_SOME_TICKS);
    assertThat(openSpells(talk)).isZero();
  }

  @Test
  void aChatWhoseReviewFailsIsSetAsideAndTriedAgain() throws SQLException {
    List<ChatId> chats = chats(150);
    ChatId failing = chats.get(70);
    execute(
        "CREATE TRIGGER failing BEFORE INSERT ON unread_spells FOR EACH ROW"
            + " IF NEW.chat_id = %s THEN SIGNAL SQLSTATE '45000'; END IF".formatted(failing));
    assertThatOnlyTheseAreReminded(chats.stream().filter(chat -> !chat.equals(failing)).toList());
    execute("DROP TRIGGER failing");
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> tick().equals(List.of(failing)));
  }

  /** The statement waits for it as long as a call may take, then it is that chat's failure. */
  @Test
  void aChatThatGetsNoAnswerIsSetAside() throws SQLException {
    List<ChatId> chats = chats(6);
    tick();
    ChatId stuck = chats.get(2);
    chats.forEach(chat -> scene.close(chat));
    List<ChatId> others = chats(6);
    connection.setAutoCommit(false);
    try {
      execute("UPDATE unread_spells SET attempts = 7 WHERE chat_id = " + stuck);
      assertThatOnlyTheseAreReminded(others);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Test
  void aSpellThatCannotBeReadIsLeftOut() throws SQLException {
    List<ChatId> chats = chats(5);
    ChatId unreadable = chats.get(2);
    execute("UPDATE messages SET sender_type = 99 WHERE chat_id = " + unreadable);
    assertThat(tick()).hasSize(4).doesNotContain(unreadable);
    execute("UPDATE messages SET sender_type = 2 WHERE chat_id = " + unreadable);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> tick().equals(List.of(unreadable)));
  }

  /** Spells that are claimed for minutes, since their pushes fail, are passed over in steps. */
  @Test
  void aPageReadsNoMoreThanItIsAskedFor() throws SQLException {
    chats(60);
    tick();
    List<ChatId> others = chats(3);
    reminders.refresh(STEP);
    execute(
        "UPDATE unread_spells SET reminded_at = NULL, claimed_until = '2100-01-01'"
            + " WHERE chat_id < "
            + others.getFirst());
    assertThat(entriesRead(this::readAPageOfClaimed)).isLessThan(60);
    assertThat(tick()).hasSameElementsAs(others);
  }

  private void readAPageOfClaimed() {
    DuePage page = reminders.due(Optional.empty(), 10);
    assertThat(page.spells()).isEmpty();
    assertThat(page.next()).isPresent();
  }

  /** Nodes of a former version end no spell when a client leaves. */
  @Test
  void aSpellThatAClientLeftBehindIsEndedWhenItIsClaimed() throws SQLException {
    ChatId chat = chats(1).getFirst();
    reminders.refresh(STEP);
    execute("UPDATE subscriptions SET active = FALSE WHERE user_type = 1 AND chat_id = " + chat);
    execute("UPDATE chats SET version = version + 1 WHERE id = " + chat);
    assertThat(tick()).isEmpty();
    assertThat(openSpells(chat)).isZero();
  }

  @Test
  void whatIsOverIsPurgedOnceItIsOldEnough() throws SQLException {
    List<ChatId> chats = chats(4);
    ChatId closed = chats.get(0);
    ChatId read = chats.get(1);
    ChatId left = chats.get(2);
    ChatId open = chats.get(3);
    tick();
    scene.close(closed);
    scene.read(read, client(read), scene.all(read).getLast().id());
    scene.leave(left, client(left));
    reminders.refresh(STEP);
    purge();
    assertThat(spells()).isEqualTo(4);
    execute("UPDATE unread_spells SET ended_at = '2020-01-01' WHERE ended_at IS NOT NULL");
    purge();
    assertThat(spells(closed) + spells(read)).isZero();
    assertThat(spells(left) + spells(open)).isEqualTo(2);
    scene.join(left, scene.user(), UserType.CLIENT);
    assertThat(tick()).containsExactly(left);
  }

  /** In a few ticks, since each has its time, and machines differ. */
  private void assertThatOnlyTheseAreReminded(List<ChatId> chats) {
    List<ChatId> reminded = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(40))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> {
          reminded.addAll(tick());
          return reminded.containsAll(chats);
        });
    assertThat(reminded).containsExactlyInAnyOrderElementsOf(chats);
  }

  /** Looks, claims and records as a tick does, and returns the chats of those reminded. */
  private List<ChatId> tick() {
    reminders.refresh(STEP.dividedBy(2));
    List<ChatId> reminded = new ArrayList<>();
    Optional<Position> next = Optional.empty();
    do {
      DuePage page = reminders.due(next, 256);
      for (Spell spell : page.spells()) {
        if (reminders.claim(spell.id(), NODE, LEASE)) {
          reminders.reminded(spell.id());
          reminded.add(spell.chat());
        }
      }
      next = page.next();
    } while (next.isPresent());
    return reminded;
  }

  private void purge() {
    for (int ends = 0; ends < 2; ) {
      ends += reminders.purge(Duration.ofDays(30)) ? 1 : 0;
    }
  }

  /** Chats with a message that the client has not read. */
  private List<ChatId> chats(int count) {
    List<ChatId> chats =
        Stream.generate(() -> scene.chat(scene.user(), doctor)).limit(count).toList();
    chats.forEach(chat -> scene.say(chat, doctor, "a question"));
    return chats;
  }

  private UserId client(ChatId chat) {
    return scene.find(chat).participants().all().stream()
        .map(it -> it.user())
        .filter(user -> !user.equals(doctor))
        .findFirst()
        .orElseThrow();
  }

  /** Adds so many messages of one author, whose number is doubled by each statement. */
  private static void write(ChatId chat, UserId author, int messages) throws SQLException {
    int last = number("SELECT last_seq FROM chats WHERE id = " + chat);
    execute(
        INSERT
            + " VALUES (%s, %d, %d, %s, 1, 1, 'mine', NOW(3))"
                .formatted(chat, last + 1, last + 1, author));
    for (int there = 1; there < messages; there *= 2) {
      execute(
          INSERT
              + " SELECT chat_id, seq + %1$d, seq + %1$d, user_id, 1, 1, text, created_at"
                  .formatted(there)
              + " FROM messages WHERE chat_id = %s AND seq > %d ORDER BY seq LIMIT %d"
                  .formatted(chat, last, Math.min(there, messages - there)));
    }
    execute(
        "UPDATE chats SET version = version + 1, last_seq = %d WHERE id = %s"
            .formatted(last + messages, chat));
  }

  /** The rows and entries of indexes that the server reads for this, and not for the question. */
  private static long entriesRead(Runnable action) throws SQLException {
    return DatabaseWork.during(connection, action::run).rowsRead();
  }

  private static int number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int openSpells(ChatId chat) throws SQLException {
    return number("SELECT COUNT(*) FROM unread_spells WHERE is_open = TRUE AND chat_id = " + chat);
  }

  private static int spells() throws SQLException {
    return number("SELECT COUNT(*) FROM unread_spells");
  }

  private static int spells(ChatId chat) throws SQLException {
    return number("SELECT COUNT(*) FROM unread_spells WHERE chat_id = " + chat);
  }
}
