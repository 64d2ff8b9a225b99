package io.chats.adapter.mysql.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.chats.adapter.mysql.AppenderSettings;
import io.chats.adapter.mysql.Databases;
import io.chats.adapter.mysql.EachDatabase;
import io.chats.adapter.mysql.FailureText;
import io.chats.adapter.mysql.JdbiMessageStore;
import io.chats.adapter.mysql.OtherTransaction;
import io.chats.adapter.mysql.TestNode;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Appended;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.NewMessage;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An appender serves all requests but those that cannot be served. */
@EachDatabase(quick = Databases.MARIADB)
class AppenderIT {

  private static final String SECRET = "what nobody else may read ";

  private static PrivateDatabase server;
  private static TestNode onServer;
  private static TestNode h2;

  @Parameter Databases kind;

  @BeforeParameterizedClassInvocation
  static void start(Databases kind) {
    server = kind.start();
    onServer = TestNode.of(server);
    h2 = TestNode.h2("appender");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    h2.close();
    onServer.close();
    server.close();
  }

  static Stream<TestNode> nodes() {
    return Stream.of(onServer, h2);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void aRequestThatCannotBeStoredFailsAlone(TestNode node) {
    TestChats scene = new TestChats(node);
    UserId author = scene.user();
    List<ChatId> chats = Stream.generate(() -> scene.chat(author, scene.user())).limit(4).toList();
    List<CompletionStage<Appended>> good = new ArrayList<>();
    List<CompletionStage<Appended>> bad = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ChatId chat = chats.get(i % 4);
      good.add(node.messages().append(chat, author, List.of(TestChats.text("" + i))));
      if (i % 25 == 7) {
        bad.add(node.messages().append(chat, author, List.of(TestChats.text("x"), tooLong())));
      }
    }
    good.forEach(stage -> assertThat(TestChats.await(stage).stored()).hasSize(1));
    bad.forEach(stage -> assertUnforeseen(catchThrowable(() -> TestChats.await(stage))));
    for (int c = 0; c < chats.size(); c++) {
      int rest = c;
      assertThat(scene.all(chats.get(c)))
          .extracting(message -> Integer.parseInt(message.content().text()))
          .containsExactlyElementsOf(
              IntStream.range(0, 100).filter(i -> i % 4 == rest).boxed().toList());
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void callbacksThatThrowDisturbNoOtherCaller(TestNode node) {
    TestChats scene = new TestChats(node);
    UserId author = scene.user();
    ChatId chat = scene.chat(author, scene.user());
    for (int i = 0; i < 20; i++) {
      node.messages()
          .append(chat, author, List.of(TestChats.text("x")))
          .thenAccept(appended -> {
            throw new AssertionError("a fault of the caller");
          });
    }
    scene.say(chat, author, "last");
    assertThat(scene.all(chat)).hasSize(21);
  }

  @Test
  void refusesMoreThanItCanHold() throws SQLException {
    TestChats scene = new TestChats(onServer);
    UserId author = scene.user();
    ChatId chat = scene.chat(author, scene.user());
    AppenderSettings small = new AppenderSettings(1, 10, 256, 1000);
    try (JdbiMessageStore store = store(small)) {
      List<CompletionStage<Appended>> waiting = new ArrayList<>();
      try (OtherTransaction other = new OtherTransaction(onServer.dataSource())) {
        other.execute("SELECT id FROM chats WHERE id = " + chat + " FOR UPDATE");
        for (int i = 0; i < 10; i++) {
          waiting.add(store.append(chat, author, List.of(TestChats.text("" + i))));
        }
        CompletionStage<Appended> refused =
            store.append(chat, author, List.of(TestChats.text("x")));
        assertThatThrownBy(() -> TestChats.await(refused))
            .isInstanceOfSatisfying(
                RefusedException.class,
                e -> assertThat(e.refusal()).isInstanceOf(Refusal.Overloaded.class));
      }
      waiting.forEach(TestChats::await);
      assertThat(TestChats.await(store.append(chat, author, List.of(TestChats.text("x")))).stored())
          .hasSize(1);
    }
    assertThat(scene.all(chat)).hasSize(11);
  }

  @Test
  void answersAllAcceptedRequestsWhenItIsClosed() {
    TestChats scene = new TestChats(onServer);
    UserId author = scene.user();
    ChatId chat = scene.chat(author, scene.user());
    JdbiMessageStore store = store(AppenderSettings.DEFAULT);
    List<CompletionStage<Appended>> accepted =
        Stream.generate(() -> store.append(chat, author, List.of(TestChats.text("x"))))
            .limit(1000)
            .toList();
    store.close();
    assertThat(accepted).allMatch(stage -> stage.toCompletableFuture().isDone());
    List<Message> stored =
        accepted.stream().flatMap(stage -> TestChats.await(stage).stored().stream()).toList();
    assertThat(scene.all(chat)).isEqualTo(stored);
    assertThatThrownBy(
            () -> TestChats.await(store.append(chat, author, List.of(TestChats.text("too late")))))
        .isInstanceOf(StoreUnavailableException.class);
    store.close();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("nodes")
  void keepsPaceWhenManyMessagesAreRepeated(TestNode node) {
    TestChats scene = new TestChats(node);
    UserId author = scene.user();
    ChatId chat = scene.chat(author, scene.user());
    List<CompletionStage<Appended>> all =
        IntStream.range(0, 1000)
            .mapToObj(i -> TestChats.text("id " + i / 4, "text"))
            .map(message -> node.messages().append(chat, author, List.of(message)))
            .toList();
    assertThat(all.stream().mapToInt(stage -> TestChats.await(stage).stored().size()).sum())
        .isEqualTo(250);
    assertThat(scene.all(chat)).hasSize(250);
  }

  private static JdbiMessageStore store(AppenderSettings settings) {
    return JdbiMessageStore.start(
        onServer.database(), TestNode.threads(), Clock.systemUTC(), settings);
  }

  /** A message that exceeds its column, which the limits before the store prevent. */
  private static NewMessage tooLong() {
    FileId file = new FileId(SECRET.repeat(20));
    return new NewMessage(
        Optional.empty(), new Content(MessageType.DOCUMENT, SECRET, Map.of(), Optional.of(file)));
  }

  private static void assertUnforeseen(Throwable failure) {
    assertThat(failure)
        .isNotInstanceOf(StoreUnavailableException.class)
        .isNotInstanceOf(RefusedException.class);
    assertThat(FailureText.of(failure)).contains("refused").doesNotContain(SECRET.trim());
  }
}
