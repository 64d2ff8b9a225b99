package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.Message;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The cost of a request does not depend on the number of messages of a chat (spec 4). */
class BoundedWorkIT {

  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int PAGE = 50;

  /** The rows and index entries that bisecting the position of a foreign id may read. */
  private static final long HALVING = 64;

  /** The entries that one unread count may read: a thousand, and the same once more. */
  private static final long COUNTING = 2L * ChatOverview.MAX_UNREAD + HALVING;

  private static final String READS =
      """
      SELECT SUM(variable_value) FROM information_schema.global_status
      WHERE variable_name LIKE 'HANDLER_READ%'
      """;

  private static final int SLICE = 100_000;

  private static PrivateMariaDb server;
  private static TestNode node;
  private static TestChats scene;
  private static UserId client;
  private static UserId bot;
  private static ChatId few;
  private static ChatId many;

  @BeforeAll
  static void fill() throws SQLException {
    server = PrivateMariaDb.start();
    node = TestNode.of(server);
    scene = new TestChats(node);
    client = scene.user();
    bot = scene.user();
    few = chatWith(FEW);
    many = chatWith(MANY);
  }

  @AfterAll
  static void stop() {
    node.close();
    server.close();
  }

  @Test
  void pagesReadThePageOnly() {
    assertThat(reads(many, BoundedWorkIT::newest)).isLessThan(PAGE + HALVING);
    assertThat(reads(many, BoundedWorkIT::middle)).isLessThan(PAGE + HALVING);
    assertThat(reads(many, (chat, middle) -> node.history().afterSeq(chat, MANY / 2, PAGE)))
        .isLessThan(PAGE + HALVING);
  }

  @Test
  void aUserWhoReadNothingHasAThousandUnread() {
    assertThat(unread(client, many)).isEqualTo(ChatOverview.MAX_UNREAD);
    assertThat(reads(many, (chat, middle) -> unread(client, chat))).isLessThan(COUNTING + HALVING);
  }

  @Test
  void anAuthorsOwnMessagesAreNotLookedAtOneByOne() {
    assertThat(unread(bot, many)).isZero();
    assertThat(reads(many, (chat, middle) -> unread(bot, chat))).isLessThan(HALVING);
  }

  @Test
  void changesReadOnlyTheRowsTheyChange() {
    assertThat(reads(many, (chat, middle) -> scene.say(chat, bot, "text"))).isLessThan(HALVING);
    assertThat(reads(many, (chat, middle) -> scene.read(chat, client, middle))).isLessThan(HALVING);
    assertThat(reads(many, (chat, middle) -> scene.find(chat))).isLessThan(HALVING);
    assertThat(reads(many, (chat, middle) -> latest(chat))).isLessThan(HALVING);
  }

  @Test
  void theListOfAUserWithAThousandChatsReadsThoseThatAreShown() {
    UserId busy = scene.user();
    Stream.generate(scene::chat).limit(1_000).forEach(c -> scene.join(c, busy, UserType.DOCTOR));
    long reads = reads(many, (chat, middle) -> list(busy));
    // All of them have to be read to find those that were active last.
    assertThat(reads).isBetween(1_000L, 6_000L);
    LongStream.range(0, 20).forEach(i -> scene.say(few, client, "more"));
    assertThat(reads(many, (chat, middle) -> list(busy))).isLessThan(reads + HALVING);
  }

  /** Prints and does not assert, since the machine may be busy. */
  @Test
  void showsHowLongAPageTakes() {
    MessageId inFew = id(few, FEW / 2);
    MessageId inMany = id(many, MANY / 2);
    Medians medians = new Medians(400);
    medians.take(
        () -> node.history().before(few, Optional.of(inFew), PAGE),
        () -> node.history().before(many, Optional.of(inMany), PAGE));
    System.out.printf(
        "a page of %d from the middle: %.0f us of %,d messages, %.0f us of %,d, ratio %.2f%n",
        PAGE, medians.first() / 1e3, FEW, medians.second() / 1e3, MANY, medians.ratio());
  }

  /** A chat with so many messages by the bot. */
  private static ChatId chatWith(int messages) throws SQLException {
    ChatId chat = scene.chat(client, scene.user());
    scene.join(chat, bot, UserType.BOT);
    scene.say(chat, bot, "text");
    // In slices, and over a connection of its own, since the node's give up on long statements.
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      for (int from = 2; from <= messages; from += SLICE) {
        int to = Math.min(from + SLICE - 1, messages);
        statement.executeUpdate(
            """
            INSERT INTO messages (chat_id, seq, unread_seq, user_id, sender_type, type, text, created_at)
            SELECT m.chat_id, s.seq, s.seq, m.user_id, m.sender_type, m.type, m.text, m.created_at
            FROM seq_%d_to_%d s JOIN messages m WHERE m.chat_id = %d AND m.seq = 1 ORDER BY s.seq
            """
                .formatted(from, to, chat.value()));
      }
      statement.executeUpdate(
          "UPDATE chats SET last_seq = " + messages + " WHERE id = " + chat.value());
    }
    return chat;
  }

  /** The rows and index entries that the server reads for the action, when repeated. */
  private static long reads(ChatId chat, BiConsumer<ChatId, MessageId> what) {
    MessageId middle = id(chat, MANY / 2);
    what.accept(chat, middle);
    long before = reads();
    what.accept(chat, middle);
    return reads() - before;
  }

  /** ReadMarkUpdate the counters reads entries of the server's own table, too. */
  private static long reads() {
    return node.transactions().read(handle -> handle.createQuery(READS).mapTo(Long.class).one());
  }

  private static void newest(ChatId chat, MessageId middle) {
    assertThat(node.history().before(chat, Optional.empty(), PAGE)).hasSize(PAGE);
  }

  private static void middle(ChatId chat, MessageId middle) {
    List<Message> page = node.history().after(chat, Optional.of(middle), PAGE);
    assertThat(page).hasSize(PAGE);
  }

  private static int unread(UserId user, ChatId chat) {
    return node.directory().activeChats(user, List.of(chat)).getFirst().unread().orElseThrow();
  }

  private static void latest(ChatId chat) {
    var order = scene.find(chat).chat().order();
    assertThat(node.directory().latestChats(List.of(new OrderParticipant(order, client))))
        .hasSize(1);
  }

  private static void list(UserId user) {
    assertThat(node.directory().activeChats(user, Optional.empty(), 20)).hasSize(20);
  }

  private static MessageId id(ChatId chat, long seq) {
    return node.history().afterSeq(chat, seq - 1, 1).getFirst().id();
  }
}
