package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import io.chats.testing.contract.Scene;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The number of statements of a call does not depend on how much there is. */
class StatementCountTest {

  private static TestNode node;
  private static final AtomicInteger STATEMENTS = new AtomicInteger();

  @BeforeAll
  static void start() {
    node = TestNode.h2("counts");
    node.database().jdbi().setSqlLogger(new Counter());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void listsTakeFourStatementsAndThreeWithTheCache() {
    for (int chats : List.of(1, 50)) {
      UserId user = userWith(chats);
      assertThat(count(() -> list(user, 100, chats))).isEqualTo(4);
      assertThat(count(() -> list(user, 100, chats))).isEqualTo(3);
    }
  }

  @Test
  void someOfManyTakeThreeStatementsAndTwoWithTheCache() {
    for (int chats : List.of(1, 50)) {
      UserId user = userWith(chats);
      List<ChatId> all = chatsOf(user);
      assertThat(count(() -> node.directory().activeChats(user, all))).isEqualTo(3);
      assertThat(count(() -> node.directory().activeChats(user, all))).isEqualTo(2);
    }
  }

  @Test
  void nothingIsCountedWhereAllIsRead() {
    UserId user = userWith(3);
    for (ChatId chat : chatsOf(user)) {
      Message last = node.history().before(chat, Optional.empty(), 1).getFirst();
      node.chats().markRead(chat, user, last.id(), Scene.AT);
    }
    list(user, 10, 3);
    assertThat(count(() -> list(user, 10, 3))).isEqualTo(2);
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
  void longPagesTakeNoMoreThanShortOnes() {
    UserId user = userWith(1);
    ChatId chat = chatsOf(user).getFirst();
    assertThat(count(() -> node.history().before(chat, Optional.empty(), 1000))).isOne();
    assertThat(count(() -> node.history().beforeSeq(chat, 3, 1000))).isOne();
    assertThat(count(() -> node.history().after(chat, Optional.empty(), 1000))).isOne();
  }

  @Test
  void changesTakeAsManyHoweverManyTakePart() {
    assertThat(changes(50)).isEqualTo(changes(1));
  }

  /** How many statements each kind of change takes in a chat of so many others. */
  private static List<Integer> changes(int others) {
    Scene scene = new Scene(node);
    ChatId chat = scene.chat();
    Stream.generate(scene::user).limit(others).forEach(u -> scene.join(chat, u, UserType.DOCTOR));
    UserId user = scene.user();
    UserId heir = scene.user();
    return List.of(
        count(() -> scene.join(chat, user, UserType.OPERATOR)),
        count(() -> scene.join(chat, user, UserType.OPERATOR)),
        count(() -> scene.handOver(chat, user, heir)),
        count(() -> scene.leave(chat, heir)),
        count(() -> scene.close(chat)),
        count(() -> scene.find(chat)));
  }

  /** Active in that many chats, each with something to read. */
  private static UserId userWith(int chats) {
    Scene scene = new Scene(node);
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
