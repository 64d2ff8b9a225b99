package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import io.chats.testing.contract.TestChats;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The number of statements of a call does not depend on the amount of data. The statements that
 * appends run through plain JDBC are not counted: one to lock, one to update the chats, two at most
 * to insert.
 */
class StatementCountTest {

  private static TestNode node;
  private static final AtomicInteger STATEMENTS = new AtomicInteger();

  @BeforeAll
  static void start() {
    node = TestNode.h2("counts");
    node.transactions().jdbi().setSqlLogger(new Counter());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void listsTakeFourStatementsAndTwoWhereNothingHasChanged() {
    for (int chats : List.of(1, 50)) {
      UserId user = userWith(chats);
      assertThat(count(() -> list(user, 100, chats))).isEqualTo(4);
      assertThat(count(() -> list(user, 100, chats))).isEqualTo(2);
    }
  }

  @Test
  void someOfManyTakeThreeStatementsAndOneWhereNothingHasChanged() {
    for (int chats : List.of(1, 50)) {
      UserId user = userWith(chats);
      List<ChatId> all = chatsOf(user);
      assertThat(count(() -> node.directory().activeChats(user, all))).isEqualTo(3);
      assertThat(count(() -> node.directory().activeChats(user, all))).isOne();
    }
  }

  @Test
  void oneTakesAsMany() {
    UserId user = userWith(1);
    ChatId chat = chatsOf(user).getFirst();
    ChatDirectory directory =
        new JdbiChatDirectory(node.database(), new MapChatCache(), TestNode.threads());
    assertThat(count(() -> one(directory, user, chat))).isEqualTo(3);
    assertThat(count(() -> one(directory, user, chat))).isOne();
  }

  private static void one(ChatDirectory directory, UserId user, ChatId chat) {
    assertThat(directory.activeChat(user, chat)).succeedsWithin(TestNode.PATIENT);
  }

  @Test
  void ownNewMessagesTakeOneStatement() {
    UserId user = userWith(1);
    assertThat(countOfNewMessages(node.directory(), user)).isOne();
  }

  /** The participants are still cached, since their version is the same. */
  @Test
  void newMessagesOfOthersTakeThreeStatements() {
    UserId user = userWith(1);
    ChatDirectory remote =
        new JdbiChatDirectory(node.database(), new MapChatCache(), TestNode.threads());
    assertThat(countOfNewMessages(remote, user)).isEqualTo(3);
  }

  private static int countOfNewMessages(ChatDirectory directory, UserId user) {
    List<ChatId> chats = chatsOf(user);
    directory.activeChats(user, chats);
    new TestChats(node).say(chats.getFirst(), user, "more");
    return count(() -> directory.activeChats(user, chats));
  }

  @Test
  void nothingIsCountedWhereAllIsRead() {
    UserId user = userWith(3);
    for (ChatId chat : chatsOf(user)) {
      Message last = node.history().before(chat, Optional.empty(), 1).getFirst();
      node.chats().markRead(chat, user, last.id(), TestChats.AT);
    }
    assertThat(count(() -> list(user, 10, 3))).isEqualTo(3);
  }

  @Test
  void latestChatsTakeThreeStatements() {
    for (int chats : List.of(1, 50)) {
      UserId user = userWith(chats);
      List<OrderParticipant> pairs =
          node.directory().openedChats(List.of(user)).get(user).stream()
              .map(chat -> new OrderParticipant(chat.order(), user))
              .toList();
      assertThat(count(() -> node.directory().latestChats(pairs))).isEqualTo(3);
    }
  }

  @Test
  void openedChatsTakeOneStatement() {
    List<UserId> users = Stream.generate(() -> userWith(2)).limit(20).toList();
    assertThat(count(() -> node.directory().openedChats(users))).isOne();
    assertThat(count(() -> node.directory().staffOf(users))).isOne();
  }

  @Test
  void pagesTakeTwoStatementsAtMost() {
    UserId user = userWith(1);
    ChatId chat = chatsOf(user).getFirst();
    Message last = node.history().before(chat, Optional.empty(), 1).getFirst();
    assertThat(count(() -> node.history().afterSeq(chat, 0, 100))).isOne();
    assertThat(count(() -> node.history().before(chat, Optional.empty(), 100))).isOne();
    assertThat(count(() -> node.history().before(chat, Optional.of(last.id()), 100))).isEqualTo(2);
  }

  @Test
  void idsOfMessagesTakeFewStatements() {
    ChatId chat = chatsOf(userWith(1)).getFirst();
    Set<Long> seqs = LongStream.rangeClosed(1, 1000).boxed().collect(Collectors.toSet());
    assertThat(count(() -> node.history().ids(chat, seqs))).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void eachRequestTakesAsManyHoweverMuchThereIs(String request, Consumer<World> calls) {
    assertThat(count(10, calls)).isEqualTo(count(1, calls));
  }

  private static int count(int size, Consumer<World> calls) {
    World world = World.of(size);
    return count(() -> calls.accept(world));
  }

  /** The number of statements of each request of the Bus API that needs the database. */
  static Stream<Arguments> requests() {
    return Stream.of(
        request("GET /chats/chats", w -> list(w.user(), 1_000, w.chats().size())),
        request("GET /chats/chat", w -> one(node.directory(), w.user(), w.chat())),
        request("GET /order/chats", w -> node.directory().latestChats(w.pairs())),
        request("GET /chats/info", w -> node.directory().activeChats(w.user(), w.chats())),
        request("GET /chats/chat/recent, newest", w -> w.recent(Optional.empty())),
        request("GET /chats/chat/recent, after one", w -> w.recent(w.first())),
        request("GET /chats/chat/history, newest", w -> w.history(Optional.empty())),
        request("GET /chats/chat/history, before one", w -> w.history(w.first())),
        request(
            "GET /chats/chat/history, overtaken",
            w -> node.history().beforeSeq(w.chat(), 2, 1_000)),
        request("POST /chats/new", w -> w.open("a")),
        request("POST /chats/new, repeated", w -> w.open(World.REQUEST)),
        request("POST /chats/user/subscribe", w -> w.join(w.scene().user())),
        request("POST /chats/user/subscribe, repeated", w -> w.join(w.user())),
        request("POST /chats/user/unsubscribe", w -> w.scene().leave(w.chat(), w.user())),
        request(
            "PUT /chats/user/subscribe",
            w -> w.scene().handOver(w.chat(), w.user(), w.scene().user())),
        request("POST /chats/message", w -> w.scene().say(w.chat(), w.user(), "more")),
        request("POST /chats/message, repeated", w -> w.post(1, World.SAID)),
        request("POST /chats/status", w -> w.scene().close(w.chat())));
  }

  private static Arguments request(String name, Consumer<World> calls) {
    return Arguments.of(name, calls);
  }

  /**
   * A user with many chats and messages.
   *
   * @param size how many chats the user has, how many others are in one of them, and how many
   *     messages they have said there
   */
  record World(TestChats scene, int size, UserId user, List<ChatId> chats) {

    static final String REQUEST = "request";
    static final String SAID = "said";

    static World of(int size) {
      TestChats scene = new TestChats(node);
      UserId user = userWith(size);
      World world = new World(scene, size, user, chatsOf(user));
      Stream.generate(scene::user).limit(size).forEach(world::join);
      world.post(size, SAID);
      // From now on the store looks for repeats before it inserts.
      world.post(1, SAID);
      world.open(REQUEST);
      return world;
    }

    ChatId chat() {
      return chats.getFirst();
    }

    List<OrderParticipant> pairs() {
      return node.directory().openedChats(List.of(user)).get(user).stream()
          .map(chat -> new OrderParticipant(chat.order(), user))
          .toList();
    }

    Optional<MessageId> first() {
      return Optional.of(node.history().afterSeq(chat(), 0, 1).getFirst().id());
    }

    void recent(Optional<MessageId> after) {
      scene.find(chat());
      node.history().after(chat(), after, 1_000);
    }

    void history(Optional<MessageId> before) {
      scene.find(chat());
      node.history().before(chat(), before, 1_000);
    }

    void open(String request) {
      node.chats().open(scene.order(), Optional.of(new RequestId(user + request)), TestChats.AT);
    }

    void join(UserId other) {
      scene.join(chat(), other, UserType.DOCTOR);
    }

    /** Messages with client ids of their own. */
    void post(int messages, String ids) {
      scene.post(
          chat(),
          user,
          IntStream.range(0, messages)
              .mapToObj(i -> TestChats.text(ids + i, "text"))
              .toArray(NewMessage[]::new));
    }
  }

  /** A user who is active in that many chats, each with an unread message. */
  private static UserId userWith(int chats) {
    TestChats scene = new TestChats(node);
    UserId user = scene.user();
    UserId other = scene.user();
    for (int i = 0; i < chats; i++) {
      scene.say(scene.chat(user, other), other, "1", "2");
    }
    return user;
  }

  private static List<ChatId> chatsOf(UserId user) {
    return node.directory().openedChats(List.of(user)).get(user).stream()
        .map(chat -> chat.id())
        .toList();
  }

  private static void list(UserId user, int limit, int expected) {
    assertThat(node.directory().activeChats(user, Optional.empty(), limit)).hasSize(expected);
  }

  private static int count(Runnable call) {
    STATEMENTS.set(0);
    call.run();
    return STATEMENTS.get();
  }

  private static final class Counter implements SqlLogger {
    @Override
    public void logAfterExecution(StatementContext context) {
      STATEMENTS.incrementAndGet();
    }
  }
}
