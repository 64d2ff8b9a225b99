package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.ChatStore.Changed;
import io.chats.domain.port.ChatStore.Marked;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link ChatStore}, for each implementation. */
public abstract class ChatStoreContract {

  private ChatStore chats;
  private TestChats testChats;
  private UserId client;
  private UserId doctor;

  /** The storage of one node, which all tests share. */
  protected abstract Storage storage();

  /** The storage of another node, over the same data. */
  protected abstract Storage otherNode();

  @BeforeEach
  void people() {
    chats = storage().chats();
    testChats = new TestChats(storage());
    client = testChats.user();
    doctor = testChats.user();
  }

  @Test
  void opensChats() {
    OrderId order = testChats.order();
    Instant at = Instant.parse("2026-10-25T00:59:59.987654321Z");
    ChatId id = chats.open(order, Optional.empty(), at);
    Conversation found = chats.find(id).orElseThrow();
    Chat chat = found.chat();
    Instant stored = Instant.parse("2026-10-25T00:59:59.987Z");
    assertThat(chat.order()).isEqualTo(order);
    assertThat(chat.status()).isEqualTo(ChatStatus.OPENED);
    assertThat(chat.createdAt()).isEqualTo(stored);
    assertThat(chat.lastUpdateAt()).isEqualTo(stored);
    assertThat(chat.lastSeq()).isZero();
    assertThat(chat.readMarks()).isEqualTo(ReadMarks.NONE);
    assertThat(found.participants().all()).isEmpty();
    assertThat(found.participants().version()).isEqualTo(chat.participantsVersion());
  }

  @Test
  void opensSeveralChatsOfAnOrderWithRisingIds() {
    OrderId order = testChats.order();
    long first = testChats.chat(order).value();
    assertThat(testChats.chat(order).value()).isGreaterThan(first);
  }

  @Test
  void opensOneChatForARequestWhateverItsOrder() {
    Optional<RequestId> request = Optional.of(new RequestId("r" + testChats.user()));
    OrderId order = testChats.order();
    ChatId first = chats.open(order, request, TestChats.AT);
    assertThat(chats.open(order, request, TestChats.AT.plusSeconds(1))).isEqualTo(first);
    assertThat(otherNode().chats().open(testChats.order(), request, TestChats.AT)).isEqualTo(first);
    assertThat(testChats.find(first).chat().order()).isEqualTo(order);
    assertThat(testChats.find(first).chat().createdAt()).isEqualTo(TestChats.AT);
  }

  @Test
  void opensOneChatForARequestThatComesAtOnceOnTwoNodes() {
    for (int round = 0; round < 20; round++) {
      Optional<RequestId> request = Optional.of(new RequestId("r" + testChats.user()));
      List<Callable<ChatId>> openings =
          Stream.of(storage(), otherNode(), storage(), otherNode())
              .<Callable<ChatId>>map(
                  node -> () -> node.chats().open(new OrderId(1), request, TestChats.AT))
              .toList();
      assertThat(new HashSet<>(Concurrently.all(openings))).hasSize(1);
    }
  }

  @Test
  void distinguishesRequestsByteForByte() {
    List<ChatId> opened = ByteExactIds.ALL.stream().map(this::open).toList();
    assertThat(opened).doesNotHaveDuplicates();
    assertThat(ByteExactIds.ALL.stream().map(this::open).toList()).isEqualTo(opened);
  }

  @Test
  void findsNothingForUnknownKeys() {
    assertThat(chats.find(new ChatId(Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void storesChangesWhole() {
    ChatId chat = testChats.chat();
    List<Changed> changes = new ArrayList<>();
    changes.add(testChats.join(chat, client, UserType.CLIENT));
    changes.add(testChats.join(chat, doctor, UserType.DOCTOR));
    changes.add(testChats.join(chat, doctor, UserType.OPERATOR));
    changes.add(testChats.handOver(chat, doctor, testChats.user()));
    changes.add(testChats.leave(chat, client));
    changes.add(testChats.join(chat, client, UserType.CLIENT));
    changes.add(testChats.close(chat));
    changes.add(testChats.join(chat, testChats.user(), UserType.BOT));
    for (int i = 1; i < changes.size(); i++) {
      assertThat(changes.get(i).before()).isEqualTo(changes.get(i - 1).after());
      assertThat(changes.get(i).after().chat().version())
          .isEqualTo(changes.get(i).before().chat().version() + 1);
    }
    assertThat(testChats.find(chat)).isEqualTo(changes.getLast().after());
    assertThat(testChats.find(chat).chat().isClosed()).isTrue();
    assertThat(testChats.find(chat).participants().all()).hasSize(4);
  }

  @Test
  void storesNothingWhenTheRuleDecidesNothing() {
    ChatId chat = testChats.chat(client, doctor);
    Conversation before = testChats.find(chat);
    Changed changed = testChats.join(chat, client, UserType.CLIENT);
    assertThat(changed.isChange()).isFalse();
    assertThat(changed.after()).isEqualTo(before);
    assertThat(testChats.find(chat)).isEqualTo(before);
  }

  @Test
  void storesNothingWhenTheRuleRefuses() {
    ChatId chat = testChats.chat(client, doctor);
    Conversation before = testChats.find(chat);
    assertRefused(
        () -> testChats.handOver(chat, doctor, client), Refusal.SubscriberUnchangeable.class);
    assertThat(testChats.find(chat)).isEqualTo(before);
  }

  @Test
  void refusesToChangeAnUnknownChat() {
    ChatId nowhere = new ChatId(Long.MAX_VALUE);
    assertRefused(() -> testChats.close(nowhere), Refusal.NoSuchChat.class);
  }

  @Test
  void losesNoneOfTheChangesMadeAtOnceOnTwoNodes() {
    ChatId chat = testChats.chat();
    long version = testChats.find(chat).chat().version();
    List<UserId> users = Stream.generate(testChats::user).limit(16).toList();
    List<Callable<Changed>> joinings =
        IntStream.range(0, users.size())
            .<Callable<Changed>>mapToObj(i -> () -> join(i % 2 == 0, chat, users.get(i)))
            .toList();
    List<Changed> changes = Concurrently.all(joinings);
    assertThat(changes)
        .extracting(changed -> changed.after().chat().version())
        .doesNotHaveDuplicates();
    Conversation after = testChats.find(chat);
    assertThat(after.chat().version()).isEqualTo(version + users.size());
    assertThat(after.participants().active().map(Subscription::user))
        .containsExactlyInAnyOrderElementsOf(users);
  }

  @Test
  void movesReadMarksForwardOnly() {
    ChatId chat = testChats.chat(client, doctor);
    List<Message> said = testChats.say(chat, doctor, "1", "2", "3");
    Chat before = testChats.find(chat).chat();
    Instant at = TestChats.AT.plusSeconds(7);
    Marked second = chats.markRead(chat, client, said.get(1).id(), at);
    assertThat(second.moved()).isTrue();
    assertThat(second.seq()).isEqualTo(2);
    assertThat(second.chat().version()).isEqualTo(before.version() + 1);
    assertThat(second.chat().participantsVersion()).isEqualTo(before.participantsVersion());
    assertThat(mark(chat, client)).isEqualTo(new ReadMark(2, false, Optional.of(at)));
    for (int i : List.of(0, 1)) {
      Marked again = chats.markRead(chat, client, said.get(i).id(), at.plusSeconds(1));
      assertThat(again).isEqualTo(new Marked(second.chat(), i + 1L, false));
    }
    assertThat(mark(chat, client).at()).contains(at);
    assertThat(testChats.find(chat).chat()).isEqualTo(second.chat());
    assertThat(testChats.find(chat).chat().readMarks().byClient()).isEqualTo(2);
  }

  @Test
  void keepsTheFurthestMarkOfThoseMadeAtOnceOnTwoNodes() {
    ChatId chat = testChats.chat(client, doctor);
    List<Message> said = testChats.say(chat, doctor, "1", "2", "3", "4", "5", "6", "7", "8");
    List<Callable<Marked>> markings =
        said.stream()
            .<Callable<Marked>>map(message -> () -> read(message.seq() % 2 == 0, chat, message))
            .toList();
    List<Marked> marked = Concurrently.all(markings);
    long moved = marked.stream().filter(Marked::moved).count();
    assertThat(mark(chat, client).seq()).isEqualTo(8);
    assertThat(marked.stream().filter(Marked::moved).map(m -> m.chat().version()))
        .doesNotHaveDuplicates();
    assertThat(testChats.find(chat).chat().readMarks().byClient()).isEqualTo(8);
    assertThat(moved).isBetween(1L, 8L);
  }

  @Test
  void countsMarksByEachSide() {
    ChatId chat = testChats.chat(client, doctor);
    UserId bot = testChats.user();
    testChats.join(chat, bot, UserType.BOT);
    List<Message> said = testChats.say(chat, bot, "1", "2", "3");
    testChats.read(chat, doctor, said.get(2).id());
    testChats.read(chat, client, said.get(1).id());
    testChats.read(chat, bot, said.get(0).id());
    assertThat(testChats.find(chat).chat().readMarks())
        .isEqualTo(new ReadMarks(2, 3, 3, Optional.of(doctor), 2));
  }

  @Test
  void takesAnInheritedMarkForUnreadOnly() {
    ChatId chat = testChats.chat(client, doctor);
    UserId successor = testChats.user();
    List<Message> said = testChats.say(chat, client, "1", "2", "3", "4");
    testChats.read(chat, doctor, said.get(1).id());
    testChats.handOver(chat, doctor, successor);
    assertThat(mark(chat, successor)).isEqualTo(new ReadMark(2, true, Optional.of(TestChats.AT)));

    Marked below = testChats.read(chat, successor, said.get(0).id());
    assertThat(below.moved()).isTrue();
    assertThat(below.chat().readMarks()).isEqualTo(new ReadMarks(0, 2, 2, Optional.of(doctor), 1));
    assertThat(mark(chat, successor).inherited()).isTrue();
    assertThat(testChats.read(chat, successor, said.get(0).id()).moved()).isFalse();

    assertThat(testChats.read(chat, successor, said.get(2).id()).moved()).isTrue();
    assertThat(mark(chat, successor)).isEqualTo(new ReadMark(3, false, Optional.of(TestChats.AT)));
    assertThat(testChats.find(chat).chat().readMarks())
        .isEqualTo(new ReadMarks(0, 3, 3, Optional.of(successor), 2));
  }

  @Test
  void marksInAClosedChat() {
    ChatId chat = testChats.chat(client, doctor);
    Message said = testChats.say(chat, doctor, "1").getFirst();
    testChats.close(chat);
    assertThat(testChats.read(chat, client, said.id()).moved()).isTrue();
    assertThat(testChats.find(chat).chat().isClosed()).isTrue();
  }

  @Test
  void refusesMarksOfNonParticipants() {
    ChatId chat = testChats.chat(client, doctor);
    MessageId said = testChats.say(chat, doctor, "1").getFirst().id();
    testChats.leave(chat, client);
    Chat before = testChats.find(chat).chat();
    ChatId nowhere = new ChatId(Long.MAX_VALUE);
    assertRefused(() -> testChats.read(chat, client, said), Refusal.NotAParticipant.class);
    assertRefused(
        () -> testChats.read(chat, testChats.user(), said), Refusal.NotAParticipant.class);
    assertRefused(() -> testChats.read(nowhere, doctor, said), Refusal.NotAParticipant.class);
    assertThat(testChats.find(chat).chat()).isEqualTo(before);
  }

  @Test
  void refusesMarksAtMessagesThatAreNotOfTheChat() {
    ChatId chat = testChats.chat(client, doctor);
    ChatId other = testChats.chat(client, doctor);
    MessageId foreign = testChats.say(other, doctor, "1").getFirst().id();
    MessageId unknown = new MessageId(Long.MAX_VALUE);
    assertRefused(() -> testChats.read(chat, client, foreign), Refusal.NoSuchMessage.class);
    assertRefused(() -> testChats.read(chat, client, unknown), Refusal.NoSuchMessage.class);
  }

  private ChatId open(String request) {
    return chats.open(new OrderId(1), Optional.of(new RequestId(request)), TestChats.AT);
  }

  private Changed join(boolean here, ChatId chat, UserId user) {
    return (here ? storage() : otherNode())
        .chats()
        .change(chat, TestChats.AT, now -> now.subscribe(user, UserType.OPERATOR));
  }

  private Marked read(boolean here, ChatId chat, Message upTo) {
    return (here ? storage() : otherNode()).chats().markRead(chat, client, upTo.id(), TestChats.AT);
  }

  private ReadMark mark(ChatId chat, UserId user) {
    return testChats.find(chat).participants().find(user).orElseThrow().mark();
  }

  private static void assertRefused(ThrowingCallable action, Class<? extends Refusal> refusal) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isInstanceOf(refusal));
  }
}
