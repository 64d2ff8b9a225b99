package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.ChangeFeed.Positions;
import io.chats.domain.port.ChangeFeed.Source;
import io.chats.testing.age.DatabaseWork;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * Chats that are closed cost nothing (spec G12): a look-up reads the rows that it returns, with
 * thousands of closed chats behind them, and the feed reads what changed.
 */
@EachDatabase(quick = Databases.MARIADB)
class ClosedChatsG12IT {

  private static final int CLOSED = 30_000;
  private static final int OPENED = 3;
  private static final int PAGE = 20;

  /** The cost of a few look-ups by key. */
  private static final long FEW = 64;

  /** The cost of one chat of a page: entries of its union, and a look-up of its version. */
  private static final long PER_CHAT = 8;

  private static PrivateDatabase server;
  private static TestNode node;
  private static Connection observer;
  private static TestChats scene;
  private static UserId bot;
  private static UserId client;
  private static UserId doctor;
  private static List<ChatId> opened;

  @Parameter Databases kind;

  @BeforeParameterizedClassInvocation
  static void fill(Databases kind) throws SQLException {
    server = kind.start();
    node = TestNode.of(server);
    observer = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    scene = new TestChats(node);
    bot = scene.user();
    client = scene.user();
    doctor = scene.user();
    ChatId first = scene.chat(client, doctor);
    scene.join(first, bot, UserType.BOT);
    scene.say(first, doctor, "bye");
    scene.close(first);
    copies(first);
    opened = Stream.generate(() -> scene.chat(client, doctor)).limit(OPENED).toList();
    opened.forEach(chat -> scene.join(chat, bot, UserType.BOT));
  }

  /** Copies the closed chat with its rows, each a second older than the one before. */
  private static void copies(ChatId chat) throws SQLException {
    long from = chat.value() + 1;
    long to = chat.value() + CLOSED;
    sql(
        """
        INSERT INTO chats (id, order_id, status, created_at, last_message_at, changed_at, last_seq,
          version, participants_version)
        SELECT s.seq, s.seq, c.status, c.created_at, c.last_message_at - INTERVAL s.seq SECOND,
          c.changed_at, c.last_seq, c.version, c.participants_version
        FROM %s s JOIN chats c WHERE c.id = %d
        """
            .formatted(Numbers.between(from, to), chat.value()));
    sql(
        """
        INSERT INTO subscriptions (chat_id, user_id, user_type, active, joined_version, read_seq,
          closed_activity)
        SELECT c.id, s.user_id, s.user_type, s.active, s.joined_version, s.read_seq,
          c.last_message_at
        FROM chats c JOIN subscriptions s WHERE s.chat_id = %d AND c.id BETWEEN %d AND %d
        """
            .formatted(chat.value(), from, to));
    sql(
        """
        INSERT INTO messages (chat_id, seq, unread_seq, user_id, sender_type, type, text, created_at)
        SELECT c.id, m.seq, m.unread_seq, m.user_id, m.sender_type, m.type, m.text,
          c.last_message_at
        FROM chats c JOIN messages m WHERE m.chat_id = %d AND c.id BETWEEN %d AND %d
        """
            .formatted(chat.value(), from, to));
    sql(
        """
        INSERT INTO chat_history (chat_id, version, what, happened_at)
        SELECT c.id, c.version, 6, c.changed_at FROM chats c WHERE c.id BETWEEN %d AND %d
        """
            .formatted(from, to));
    sql("ANALYZE TABLE chats, subscriptions, messages");
  }

  private static void sql(String statement) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
      connection.createStatement().execute(statement);
    }
  }

  @AfterParameterizedClassInvocation
  static void stop() throws SQLException {
    observer.close();
    node.close();
    server.close();
  }

  @Test
  void openedChatsReadTheOpenedOnes() throws SQLException {
    List<UserId> users =
        Stream.concat(Stream.of(bot, client, doctor), Stream.generate(scene::user).limit(20))
            .toList();
    assertThat(reads(() -> assertThat(openedOf(bot, users)).hasSameElementsAs(opened)))
        .isLessThan(2 * 3 * OPENED + FEW);
    assertThat(reads(() -> node.directory().staffOf(users))).isLessThan(10 * OPENED + FEW);
    assertThat(node.directory().staffOf(users).get(client)).isEqualTo(Set.of(doctor));
  }

  @Test
  void openedChatsOfVeryManyUsersReadTheirs() throws SQLException {
    List<UserId> users = new ArrayList<>(Stream.generate(scene::user).limit(1_500).toList());
    users.add(700, bot);
    assertThat(reads(() -> openedOf(bot, users))).isLessThan(1_500 + 10 * OPENED + 2 * FEW + 600);
  }

  @Test
  void pagesReadWhatTheyShow() throws SQLException {
    Optional<ChatId> before = Optional.empty();
    for (int page = 0; page < 12; page++) {
      Optional<ChatId> from = before;
      assertThat(reads(() -> list(from))).as("page %d", page).isLessThan(PAGE * PER_CHAT + FEW);
      before = Optional.of(list(from).getLast());
    }
    ChatId middle = new ChatId(opened.getFirst().value() - CLOSED / 2);
    assertThat(list(Optional.of(middle))).hasSize(PAGE).first().isEqualTo(next(middle));
    assertThat(reads(() -> list(Optional.of(middle)))).isLessThan(PAGE * PER_CHAT + FEW);
  }

  @Test
  void closedChatsOfTheSameMomentAreReadOnlyWhereTheyAreShown() throws SQLException {
    UserId nurse = scene.user();
    sql(
        """
        INSERT INTO subscriptions (chat_id, user_id, user_type, active, joined_version,
          closed_activity)
        SELECT id, %d, 3, TRUE, 1, '2020-01-01 00:00:00' FROM chats WHERE status = 2
        """
            .formatted(nurse.value()));
    sql("UPDATE chats SET last_message_at = '2020-01-01 00:00:00' WHERE id = " + someClosed());
    assertThat(
            reads(() ->
                assertThat(
                        node.directory()
                            .activeChats(nurse, Optional.of(new ChatId(someClosed())), PAGE))
                    .hasSize(PAGE)))
        .isLessThan(PAGE * PER_CHAT + FEW);
  }

  private static long someClosed() {
    return opened.getFirst().value() - 7_000;
  }

  @Test
  void theFeedReadsWhatChangedAndNoMessage() throws SQLException {
    Positions end = node.feed().end();
    // The server skips ids after many rows were inserted at once.
    Positions some = new Positions(end.messages() - 500, end.history() - 9_000, end.updates());
    assertThat(reads(() -> node.feed().end())).isLessThan(FEW);
    // An entry of an index for each message, and for each entry of the history its row and chat.
    assertThat(reads(() -> assertThat(node.feed().after(some, 500)).hasSize(1_000)))
        .isLessThan(3 * 500 + FEW);
    List<ChangeFeed.IdRange> ranges =
        IntStream.range(0, 300)
            .mapToObj(i -> end.messages() - 3L * i)
            .map(id -> new ChangeFeed.IdRange(id, id))
            .toList();
    assertThat(reads(() -> node.feed().within(Source.MESSAGES, ranges))).isLessThan(2 * 512 + FEW);
    assertThat(plans("messages_id")).allMatch(extra -> extra.contains("Using index"));
  }

  /** A statement that names the columns which the feed reads is answered by the index alone. */
  private static List<String> plans(String index) {
    return node.transactions()
        .read(handle ->
            handle
                .createQuery(
                    """
                    EXPLAIN FORMAT = TRADITIONAL SELECT m.id, m.chat_id, m.seq FROM messages m FORCE INDEX (%s)
                    WHERE m.id > 5 ORDER BY m.id LIMIT 10
                    """
                        .formatted(index))
                .map((row, context) -> row.getString("extra"))
                .list());
  }

  /** Nodes of former releases close chats and join closed ones without marking them. */
  @Test
  void unmarkedClosedChatsCostOnce() throws SQLException {
    UserId operator = scene.user();
    long last = opened.getFirst().value() - 1;
    sql(
        """
        INSERT INTO subscriptions (chat_id, user_id, user_type, active, joined_version)
        SELECT id, %d, 3, TRUE, 1 FROM chats WHERE status = 2 AND id BETWEEN %d AND %d
        """
            .formatted(operator.value(), last - 199, last));
    assertThat(openedOf(operator, List.of(operator))).isEmpty();
    await()
        .untilAsserted(
            () -> assertThat(reads(() -> openedOf(operator, List.of(operator)))).isLessThan(FEW));
    assertThat(node.directory().activeChats(operator, Optional.empty(), 1_000)).hasSize(200);
  }

  private static List<ChatId> openedOf(UserId user, List<UserId> among) {
    return node.directory().openedChats(among).getOrDefault(user, List.of()).stream()
        .map(chat -> chat.id())
        .toList();
  }

  private static List<ChatId> list(Optional<ChatId> before) {
    List<ChatOverview> page = node.directory().activeChats(bot, before, PAGE);
    assertThat(page).hasSize(PAGE);
    return page.stream().map(overview -> overview.chat().id()).toList();
  }

  /** The chats were copied in the order of their activity. */
  private static ChatId next(ChatId chat) {
    return new ChatId(chat.value() + 1);
  }

  /** The rows and index entries that the server reads for the action, when it is repeated. */
  private static long reads(Runnable action) throws SQLException {
    action.run();
    return DatabaseWork.during(observer, action::run).rowsRead();
  }
}
