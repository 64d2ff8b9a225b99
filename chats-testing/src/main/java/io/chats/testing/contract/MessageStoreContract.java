package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Appended;
import io.chats.domain.model.Appended.Refused;
import io.chats.domain.model.Appended.Repeated;
import io.chats.domain.model.Appended.Result;
import io.chats.domain.model.Appended.Stored;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.domain.port.MessageStore;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link MessageStore}, for each implementation. */
public abstract class MessageStoreContract {

  private MessageStore messages;
  private TestChats testChats;
  private UserId client;
  private UserId doctor;
  private ChatId chat;

  /** The storage of one node, which all tests share. */
  protected abstract Storage storage();

  /** The storage of another node, over the same data. */
  protected abstract Storage otherNode();

  @BeforeEach
  void people() {
    messages = storage().messages();
    testChats = new TestChats(storage());
    client = testChats.user();
    doctor = testChats.user();
    chat = testChats.chat(client, doctor);
  }

  @Test
  void storesInOrderWithDenseSeqAndRisingIds() {
    Chat before = testChats.find(chat).chat();
    Appended appended =
        testChats.post(
            chat, client, TestChats.text("one"), TestChats.text("two"), TestChats.text("three"));
    assertThat(appended.fromVersion()).isEqualTo(before.version());
    assertThat(appended.chat()).isEqualTo(testChats.find(chat).chat());
    assertThat(appended.chat().version()).isGreaterThan(before.version());
    assertThat(appended.chat().participantsVersion()).isEqualTo(before.participantsVersion());
    assertThat(appended.chat().lastSeq()).isEqualTo(3);
    assertThat(appended.results()).allMatch(Stored.class::isInstance);
    assertThat(appended.stored())
        .extracting(m -> m.content().text())
        .containsExactly("one", "two", "three");
    assertSound(testChats.all(chat));
    assertThat(testChats.all(chat)).isEqualTo(appended.stored());
    assertThat(appended.stored().getLast().insertedAt()).isEqualTo(appended.chat().lastUpdateAt());
  }

  @Test
  void storesTheAuthor() {
    testChats.join(chat, doctor, UserType.OPERATOR);
    Message message = testChats.say(chat, doctor, "I").getFirst();
    assertThat(message.author()).isEqualTo(doctor);
    assertThat(message.sender()).isEqualTo(UserType.OPERATOR);
    testChats.join(chat, doctor, UserType.DOCTOR);
    assertThat(testChats.all(chat).getFirst().sender()).isEqualTo(UserType.OPERATOR);
  }

  @Test
  void keepsAllKindsOfContent() {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("z", "first");
    params.put("a", "\"quoted\" \\ \u0000 \u2028");
    params.put("", "");
    NewMessage[] all =
        Stream.of(MessageType.values())
            .map(type -> new Content(type, "t", params, Optional.of(new FileId("f/" + type))))
            .map(content -> new NewMessage(Optional.empty(), content))
            .toArray(NewMessage[]::new);
    List<Message> stored = testChats.post(chat, client, all).stored();
    assertThat(stored)
        .extracting(Message::content)
        .containsExactly(Stream.of(all).map(NewMessage::content).toArray(Content[]::new));
    assertThat(testChats.all(chat)).isEqualTo(stored);
    assertThat(List.copyOf(testChats.all(chat).getFirst().content().params().keySet()))
        .containsExactly("z", "a", "");
  }

  @Test
  void keepsTheLongestContent() {
    String smile = "\ud83d\ude00";
    Map<String, String> params =
        IntStream.range(0, 32)
            .boxed()
            .collect(
                Collectors.toMap(
                    i -> smile.repeat(63) + (char) ('A' + i), i -> smile.repeat(1024)));
    Content longest =
        new Content(
            MessageType.DOCUMENT,
            smile.repeat(4096),
            params,
            Optional.of(new FileId(smile.repeat(128))));
    NewMessage message =
        new NewMessage(Optional.of(new ClientMessageId(smile.repeat(64))), longest);
    testChats.post(chat, client, message);
    Message stored = testChats.all(chat).getFirst();
    assertThat(stored.content()).isEqualTo(longest);
    assertThat(stored.clientId()).isEqualTo(message.clientId());
  }

  @Test
  void keepsWhateverJavaCallsText() {
    List<String> texts =
        List.of(
            "", " ", "a ", "\u0000", "\r\n", "'; DROP TABLE messages; --", "?{x}:y<z>\\", "\uffff");
    List<Message> stored = testChats.say(chat, client, texts.toArray(String[]::new));
    assertThat(testChats.all(chat)).isEqualTo(stored);
    assertThat(stored).extracting(m -> m.content().text()).isEqualTo(texts);
  }

  @Test
  void isNotBrokenByTextThatIsNotUnicode() {
    Content broken =
        new Content(
            MessageType.MESSAGE,
            "a\ud800b\udc00",
            Map.of("\udfff", "\ud800"),
            Optional.of(new FileId("\ud800")));
    NewMessage message = new NewMessage(Optional.of(new ClientMessageId("\ud83d")), broken);
    Appended first = testChats.post(chat, client, message, TestChats.text("after"));
    assertThat(first.stored()).hasSize(2);
    assertThat(testChats.all(chat)).isEqualTo(first.stored());
    Appended again = testChats.post(chat, client, message);
    assertThat(again.results()).containsExactly(new Repeated(first.stored().getFirst()));
  }

  @Test
  void storesAMessageWithoutIdAnewEachTime() {
    NewMessage message = TestChats.text("again");
    testChats.post(chat, client, message, message);
    testChats.post(chat, client, message);
    assertThat(testChats.all(chat)).hasSize(3);
  }

  @Test
  void storesARepeatedMessageOnceWithItsFirstContent() {
    Message first = testChats.post(chat, client, TestChats.text("id", "first")).stored().getFirst();
    Chat before = testChats.find(chat).chat();
    for (Storage node : List.of(storage(), otherNode())) {
      Appended again =
          TestChats.await(
              node.messages().append(chat, client, List.of(TestChats.text("id", "second"))));
      assertThat(again.results()).containsExactly(new Repeated(first));
      assertThat(again.stored()).isEmpty();
      assertThat(again.chat()).isEqualTo(before);
      assertThat(again.fromVersion()).isEqualTo(before.version());
    }
    assertThat(testChats.all(chat)).containsExactly(first);
  }

  @Test
  void storesNewMessagesBesideRepeatedOnes() {
    Message first = testChats.post(chat, client, TestChats.text("id", "first")).stored().getFirst();
    Appended mixed =
        testChats.post(
            chat,
            client,
            TestChats.text("new", "second"),
            TestChats.text("id", "not first"),
            TestChats.text("new", "not second"),
            TestChats.text("third"));
    List<Message> stored = mixed.stored();
    assertThat(mixed.results())
        .containsExactly(
            new Stored(stored.get(0)),
            new Repeated(first),
            new Repeated(stored.get(0)),
            new Stored(stored.get(1)));
    assertThat(stored).extracting(Message::seq).containsExactly(2L, 3L);
    assertThat(testChats.all(chat)).hasSize(3);
  }

  @Test
  void distinguishesClientIdsByteForByte() {
    NewMessage[] all =
        ByteExactIds.ALL.stream().map(id -> TestChats.text(id, id)).toArray(NewMessage[]::new);
    List<Message> stored = testChats.post(chat, client, all).stored();
    assertThat(stored).hasSize(all.length);
    assertThat(testChats.all(chat)).isEqualTo(stored);
    assertThat(testChats.post(chat, client, all).results())
        .isEqualTo(stored.stream().<Result>map(Repeated::new).toList());
  }

  @Test
  void distinguishesClientIdsByAuthorAndChat() {
    ChatId other = testChats.chat(client, doctor);
    assertThat(testChats.post(chat, client, TestChats.text("id", "1")).stored()).hasSize(1);
    assertThat(testChats.post(chat, doctor, TestChats.text("id", "2")).stored()).hasSize(1);
    assertThat(testChats.post(other, client, TestChats.text("id", "3")).stored()).hasSize(1);
  }

  @Test
  void storesAMessageOnceThatArrivesOnTwoNodesAtTheSameTime() {
    for (int round = 0; round < 50; round++) {
      String id = "round " + round;
      List<Callable<Appended>> posts =
          Stream.of(storage(), otherNode(), storage(), otherNode())
              .<Callable<Appended>>map(node -> () -> post(node, TestChats.text(id, "x"), round(id)))
              .toList();
      List<Result> results =
          Concurrently.all(posts).stream().map(appended -> appended.results().getFirst()).toList();
      List<Message> stored =
          results.stream()
              .filter(Stored.class::isInstance)
              .map(result -> ((Stored) result).message())
              .toList();
      assertThat(stored).hasSize(1);
      assertThat(results).filteredOn(Repeated.class::isInstance).hasSize(3);
      assertThat(results)
          .filteredOn(Repeated.class::isInstance)
          .containsOnly(new Repeated(stored.getFirst()));
    }
    assertSound(testChats.all(chat));
  }

  @Test
  void refusesNonParticipants() {
    UserId stranger = testChats.user();
    Refused refused = new Refused(new Refusal.NotAParticipant(chat, stranger));
    Appended appended =
        testChats.post(chat, stranger, TestChats.text("a"), TestChats.text("b", "b"));
    assertThat(appended.results()).containsExactly(refused, refused);
    assertThat(appended.chat()).isEqualTo(testChats.find(chat).chat());
    assertThat(appended.fromVersion()).isEqualTo(appended.chat().version());
    assertThat(testChats.all(chat)).isEmpty();
  }

  @Test
  void refusesFormerParticipantsAlsoWhatTheyRepeat() {
    testChats.post(chat, doctor, TestChats.text("id", "first"));
    testChats.leave(chat, doctor);
    Refused refused = new Refused(new Refusal.NotAParticipant(chat, doctor));
    assertThat(
            testChats
                .post(chat, doctor, TestChats.text("id", "first"), TestChats.text("new"))
                .results())
        .containsExactly(refused, refused);
    testChats.close(chat);
    assertThat(testChats.post(chat, doctor, TestChats.text("id", "first")).results())
        .containsExactly(refused);
    assertThat(testChats.all(chat)).hasSize(1);
  }

  @Test
  void replacesThePredecessorByTheSuccessor() {
    UserId successor = testChats.user();
    testChats.post(chat, doctor, TestChats.text("id", "first"));
    testChats.handOver(chat, doctor, successor);
    assertThat(testChats.post(chat, doctor, TestChats.text("mine")).stored()).isEmpty();
    Message said =
        testChats.post(chat, successor, TestChats.text("id", "second")).stored().getFirst();
    assertThat(said.sender()).isEqualTo(UserType.DOCTOR);
    assertThat(testChats.all(chat)).extracting(Message::author).containsExactly(doctor, successor);
  }

  @Test
  void acceptsOnlyRepeatedMessagesInAClosedChat() {
    Message first = testChats.post(chat, client, TestChats.text("id", "first")).stored().getFirst();
    testChats.close(chat);
    Refused refused = new Refused(new Refusal.ChatIsClosed(chat));
    Appended appended =
        testChats.post(
            chat,
            client,
            TestChats.text("new"),
            TestChats.text("id", "second"),
            TestChats.text("n", "n"));
    assertThat(appended.results()).containsExactly(refused, new Repeated(first), refused);
    assertThat(appended.chat()).isEqualTo(testChats.find(chat).chat());
    assertThat(testChats.all(chat)).containsExactly(first);
  }

  @Test
  void failsForAnUnknownChat() {
    ChatId nowhere = new ChatId(Long.MAX_VALUE);
    assertThatThrownBy(() -> testChats.post(nowhere, client, TestChats.text("x")))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(new Refusal.NoSuchChat(nowhere)));
  }

  @Test
  void storesValidMessagesBesideRefusedOnes() {
    ChatId closed = testChats.chat(client, doctor);
    testChats.close(closed);
    List<ChatId> asked = List.of(new ChatId(Long.MAX_VALUE), chat, closed, chat);
    for (int round = 0; round < 10; round++) {
      List<CompletionStage<Appended>> stages =
          asked.stream()
              .map(to -> messages.append(to, client, List.of(TestChats.text("x"))))
              .toList();
      assertThatThrownBy(() -> TestChats.await(stages.get(0))).isInstanceOf(RefusedException.class);
      assertThat(TestChats.await(stages.get(1)).stored()).hasSize(1);
      assertThat(TestChats.await(stages.get(2)).stored()).isEmpty();
      assertThat(TestChats.await(stages.get(3)).stored()).hasSize(1);
    }
    assertSound(testChats.all(chat));
  }

  @Test
  void keepsTheOrderOfCallsWhileEarlierOnesAreOutstanding() {
    ConcurrentLinkedQueue<Long> completed = new ConcurrentLinkedQueue<>();
    List<CompletionStage<Appended>> stages = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      CompletionStage<Appended> stage =
          messages.append(chat, client, List.of(TestChats.text("" + i), TestChats.text(i + "b")));
      stages.add(stage.whenComplete((appended, e) -> completed.add(appended.chat().lastSeq())));
    }
    stages.forEach(TestChats::await);
    assertThat(testChats.all(chat))
        .extracting(m -> m.content().text())
        .containsExactlyElementsOf(
            IntStream.range(0, 500).boxed().flatMap(i -> Stream.of("" + i, i + "b")).toList());
    assertThat(List.copyOf(completed)).isSorted().hasSize(500);
  }

  @Test
  void passesEachChangeOnWithoutAGap() {
    List<CompletionStage<Appended>> stages =
        Stream.generate(() -> messages.append(chat, doctor, List.of(TestChats.text("x"))))
            .limit(100)
            .toList();
    List<Appended> all = stages.stream().map(TestChats::await).toList();
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).fromVersion()).isEqualTo(all.get(i - 1).chat().version());
    }
    assertThat(all.getLast().chat()).isEqualTo(testChats.find(chat).chat());
  }

  @Test
  void servesManyWritersOnTwoNodes() {
    List<ChatId> chats = Stream.generate(() -> testChats.chat(client, doctor)).limit(4).toList();
    int writers = 32;
    int each = 15;
    List<Callable<List<Message>>> writing =
        IntStream.range(0, writers)
            .<Callable<List<Message>>>mapToObj(
                w -> () -> write(w % 2 == 0 ? storage() : otherNode(), chats, w, each))
            .toList();
    Map<ChatId, List<Message>> written =
        Concurrently.all(writing).stream()
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(Message::chat));
    for (ChatId one : chats) {
      List<Message> all = testChats.all(one);
      assertSound(all);
      assertThat(all).containsExactlyInAnyOrderElementsOf(written.get(one));
      assertThat(testChats.find(one).chat().lastSeq()).isEqualTo(all.size());
      assertInTheOrderOfEachWriter(all);
    }
    assertThat(written.values().stream().mapToInt(List::size).sum()).isEqualTo(writers * each);
  }

  private List<Message> write(Storage node, List<ChatId> chats, int writer, int count) {
    List<Message> stored = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ChatId to = chats.get((writer + i) % chats.size());
      NewMessage message = TestChats.text(writer + "/" + i, String.format("%02d %03d", writer, i));
      stored.addAll(
          TestChats.await(
                  node.messages().append(to, writer % 3 == 0 ? client : doctor, List.of(message)))
              .stored());
    }
    return stored;
  }

  private Appended post(Storage node, NewMessage... all) {
    return TestChats.await(node.messages().append(chat, client, List.of(all)));
  }

  private static NewMessage round(String id) {
    return TestChats.text("beside " + id);
  }

  private static void assertInTheOrderOfEachWriter(List<Message> all) {
    all.stream()
        .map(message -> message.content().text())
        .collect(Collectors.groupingBy(text -> text.substring(0, 2)))
        .values()
        .forEach(texts -> assertThat(texts).isSorted());
  }

  /** Checks that {@code seq} is dense from 1, and that ids rise with it. */
  private static void assertSound(List<Message> all) {
    assertThat(all)
        .extracting(Message::seq)
        .isEqualTo(LongStream.rangeClosed(1, all.size()).boxed().toList());
    assertThat(all).extracting(message -> message.id().value()).isSorted().doesNotHaveDuplicates();
  }
}
