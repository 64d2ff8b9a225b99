package io.chats.testing.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import io.chats.domain.port.ChatDirectory.SeqRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link ChatDirectory}, for each implementation. */
public abstract class ChatDirectoryContract {

  private ChatDirectory directory;
  private TestChats testChats;
  private UserId client;
  private UserId doctor;

  /** The storage of one node, which all tests share. */
  protected abstract Storage storage();

  /** The storage of another node, over the same data. */
  protected abstract Storage otherNode();

  @BeforeEach
  void people() {
    directory = storage().directory();
    testChats = new TestChats(storage());
    client = testChats.user();
    doctor = testChats.user();
  }

  @Test
  void showsAChat() {
    ChatId chat = testChats.chat(client, doctor);
    UserId former = testChats.user();
    testChats.join(chat, former, UserType.OPERATOR);
    testChats.leave(chat, former);
    Message last = testChats.say(chat, doctor, "1", "2").getLast();
    ChatOverview overview = overview(client, chat);
    assertThat(overview.chat()).isEqualTo(testChats.find(chat).chat());
    assertThat(overview.lastMessage()).contains(last);
    assertThat(overview.unread()).hasValue(2);
    assertThat(overview.conversation().participants().opponentsOf(client))
        .extracting(Subscription::user)
        .containsExactly(doctor);
    assertThat(overview.conversation().participants().active(client)).isPresent();
  }

  @Test
  void showsAChatWithoutMessages() {
    ChatId chat = testChats.chat(client, doctor);
    ChatOverview overview = overview(client, chat);
    assertThat(overview.lastMessage()).isEmpty();
    assertThat(overview.unread()).hasValue(0);
  }

  @Test
  void showsTheAskersReadMark() {
    ChatId chat = testChats.chat(client, doctor);
    Message first = testChats.say(chat, doctor, "1", "2").getFirst();
    overview(client, chat);
    testChats.read(chat, client, first.id());
    assertThat(mark(client, chat)).isEqualTo(new ReadMark(1, false, Optional.of(TestChats.AT)));
    assertThat(overview(client, chat).unread()).hasValue(1);
  }

  @Test
  void countsNeitherOnesOwnNorSystemMessages() {
    ChatId chat = testChats.chat(client, doctor);
    testChats.say(chat, client, "own");
    testChats.say(chat, doctor, "counts");
    testChats.post(chat, doctor, TestChats.system("does not count"));
    testChats.say(chat, doctor, "counts");
    testChats.say(chat, client, "own");
    assertThat(overview(client, chat).unread()).hasValue(2);
    assertThat(overview(doctor, chat).unread()).hasValue(2);
  }

  @Test
  void countsAfterAnInheritedMark() {
    ChatId chat = testChats.chat(client, doctor);
    UserId successor = testChats.user();
    List<Message> said = testChats.say(chat, client, "1", "2", "3");
    testChats.read(chat, doctor, said.get(1).id());
    testChats.say(chat, doctor, "I go");
    testChats.handOver(chat, doctor, successor);
    assertThat(overview(successor, chat).unread()).hasValue(2);
    assertThat(mark(successor, chat).inherited()).isTrue();
  }

  @Test
  void stopsCountingAtAThousand() {
    ChatId chat = testChats.chat(client, doctor);
    NewMessage[] many =
        Stream.generate(() -> TestChats.text("x")).limit(999).toArray(NewMessage[]::new);
    testChats.post(chat, doctor, many);
    assertThat(overview(client, chat).unread()).hasValue(999);
    testChats.post(chat, doctor, many);
    assertThat(overview(client, chat).unread()).hasValue(ChatOverview.MAX_UNREAD);
    assertThat(overview(doctor, chat).unread()).hasValue(0);
  }

  @Test
  void listsActiveChatsByLatestActivity() {
    List<ChatId> chats = chats(5);
    // All were opened at the same moment: the order is the order of opening.
    assertThat(list(Optional.empty(), 10)).isEqualTo(chats.reversed());
    testChats.say(chats.get(1), doctor, "x");
    testChats.say(chats.get(3), doctor, "x");
    testChats.close(chats.get(0));
    testChats.leave(chats.get(2), client);
    // Both may have been stored in the same millisecond; then the later opened one comes first.
    List<ChatId> listed = list(Optional.empty(), 10);
    assertThat(listed).containsExactly(chats.get(3), chats.get(1), chats.get(4), chats.get(0));
  }

  @Test
  void goesOnAfterAnyOfThem() {
    chats(7);
    List<ChatId> all = list(Optional.empty(), 10);
    assertThat(all).hasSize(7);
    for (int i = 0; i < all.size(); i++) {
      List<ChatId> next = all.subList(i + 1, Math.min(i + 4, 7));
      assertThat(list(Optional.of(all.get(i)), 3)).isEqualTo(next);
    }
    assertThat(list(Optional.empty(), 3)).isEqualTo(all.subList(0, 3));
  }

  @Test
  void goesOnThroughClosedChatsInTheSameOrder() {
    List<ChatId> chats = chats(9);
    for (int i : List.of(4, 1, 7)) {
      testChats.say(chats.get(i), doctor, "x");
    }
    List<ChatId> all = list(Optional.empty(), 10);
    for (int i : List.of(0, 2, 4, 5, 7)) {
      testChats.close(chats.get(i));
    }
    assertThat(list(Optional.empty(), 10)).isEqualTo(all);
    List<ChatId> paged = new ArrayList<>(list(Optional.empty(), 2));
    for (int page = 1; page < 5; page++) {
      paged.addAll(list(Optional.of(paged.getLast()), 2));
    }
    assertThat(paged).isEqualTo(all);
    assertThat(list(Optional.of(all.getLast()), 2)).isEmpty();
  }

  @Test
  void goesOnAfterAChatThatTheUserHasLeft() {
    List<ChatId> chats = chats(5);
    assertThat(list(Optional.empty(), 2)).containsExactly(chats.get(4), chats.get(3));
    testChats.leave(chats.get(3), client);
    assertThat(list(Optional.of(chats.get(3)), 2)).containsExactly(chats.get(2), chats.get(1));
    testChats.close(chats.get(3));
    assertThat(list(Optional.of(chats.get(3)), 2)).containsExactly(chats.get(2), chats.get(1));
  }

  @Test
  void listsNothingAfterAChatInWhichTheUserNeverTookPart() {
    chats(3);
    assertThat(list(Optional.of(testChats.chat()), 10)).isEmpty();
    assertThat(list(Optional.of(new ChatId(Long.MAX_VALUE)), 10)).isEmpty();
  }

  @Test
  void listsThoseOfTheGivenChatsInTheOrderAsked() {
    List<ChatId> chats = chats(4);
    testChats.leave(chats.get(1), client);
    List<ChatId> asked = new ArrayList<>(List.of(chats.get(2), chats.get(0), chats.get(1)));
    asked.addAll(List.of(chats.get(2), new ChatId(Long.MAX_VALUE), testChats.chat(), chats.get(3)));
    assertThat(ids(directory.activeChats(client, asked)))
        .containsExactly(chats.get(2), chats.get(0), chats.get(3));
    assertThat(directory.activeChats(client, List.of())).isEmpty();
  }

  @Test
  void findsOneChatOfWhoeverIsActiveInIt() {
    ChatId chat = testChats.chat(client, doctor);
    testChats.say(chat, doctor, "1", "2");
    for (int time = 1; time <= 2; time++) { // the second answer may come from a cache
      assertThat(one(directory, client, chat)).contains(overview(client, chat));
      assertThat(one(directory, testChats.user(), chat)).isEmpty();
    }
    testChats.leave(chat, client);
    assertThat(one(directory, client, chat)).isEmpty();
    assertThat(one(directory, client, new ChatId(Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void takesLongLists() {
    List<ChatId> chats = chats(3);
    List<ChatId> asked = new ArrayList<>(nowhere(3000).map(ChatId::new).toList());
    asked.add(500, chats.get(0));
    asked.add(1500, chats.get(1));
    asked.add(2500, chats.get(2));
    assertThat(ids(directory.activeChats(client, asked))).isEqualTo(chats);
    List<UserId> users = new ArrayList<>(nowhere(3000).map(UserId::new).toList());
    users.add(1500, client);
    users.add(2500, doctor);
    assertThat(directory.openedChats(users)).containsOnlyKeys(client, doctor);
  }

  @Test
  void findsTheLatestChatOfAnOrderForWhoeverTakesOrTookPart() {
    OrderId order = testChats.order();
    ChatId first = testChats.chat(order);
    ChatId second = testChats.chat(order);
    ChatId third = testChats.chat(order);
    testChats.join(first, client, UserType.CLIENT);
    testChats.join(second, client, UserType.CLIENT);
    testChats.join(first, doctor, UserType.DOCTOR);
    testChats.leave(first, doctor);
    UserId operator = testChats.user();
    testChats.join(third, operator, UserType.OPERATOR);
    Message last = testChats.say(second, client, "last").getFirst();

    List<ChatOverview> found =
        directory.latestChats(
            List.of(
                new OrderParticipant(order, doctor),
                new OrderParticipant(order, testChats.user()),
                new OrderParticipant(order, client),
                new OrderParticipant(testChats.order(), client),
                new OrderParticipant(order, operator)));
    assertThat(ids(found)).containsExactly(first, second, third);
    assertThat(found).extracting(ChatOverview::unread).containsOnly(OptionalInt.empty());
    assertThat(found.get(0).conversation().participants().find(doctor))
        .hasValueSatisfying(subscription -> assertThat(subscription.active()).isFalse());
    assertThat(found.get(1).lastMessage()).contains(last);
    assertThat(directory.latestChats(List.of())).isEmpty();
  }

  @Test
  void findsTheOpenedChatsOfUsers() {
    List<ChatId> chats = chats(4);
    testChats.close(chats.get(0));
    testChats.leave(chats.get(1), client);
    testChats.close(testChats.chat(client, testChats.user()));
    UserId closedOnly = testChats.user();
    testChats.close(testChats.chat(closedOnly, testChats.user()));
    UserId idle = testChats.user();
    var opened = directory.openedChats(List.of(client, idle, closedOnly, doctor, client));
    assertThat(opened).containsOnlyKeys(client, doctor);
    assertThat(opened.get(client))
        .containsExactlyInAnyOrder(
            testChats.find(chats.get(2)).chat(), testChats.find(chats.get(3)).chat());
    assertThat(opened.get(doctor)).hasSize(3);
    assertThat(directory.openedChats(List.of())).isEmpty();
  }

  @Test
  void findsTheStaffOfClients() {
    ChatId chat = testChats.chat(client, doctor);
    UserId operator = testChats.user();
    UserId bot = testChats.user();
    UserId former = testChats.user();
    testChats.join(chat, operator, UserType.OPERATOR);
    testChats.join(chat, bot, UserType.BOT);
    testChats.join(chat, former, UserType.DOCTOR);
    testChats.leave(chat, former);
    UserId closedOnly = testChats.user();
    testChats.close(testChats.chat(closedOnly, doctor));
    UserId alone = testChats.user();
    testChats.join(testChats.chat(), alone, UserType.CLIENT);

    List<UserId> asked = List.of(client, doctor, operator, bot, former, closedOnly, alone, client);
    assertThat(directory.staffOf(asked)).containsOnly(Map.entry(client, Set.of(doctor, operator)));
    testChats.chat(client, former);
    assertThat(directory.staffOf(List.of(client)))
        .containsOnly(Map.entry(client, Set.of(doctor, operator, former)));
    testChats.leave(chat, client);
    assertThat(directory.staffOf(List.of(client))).containsOnly(Map.entry(client, Set.of(former)));
    assertThat(directory.staffOf(List.of())).isEmpty();
  }

  @Test
  void findsTheActiveParticipantsOfChats() {
    List<ChatId> chats = chats(3);
    testChats.leave(chats.get(0), doctor);
    testChats.close(chats.get(1));
    testChats.leave(chats.get(2), client);
    testChats.leave(chats.get(2), doctor);
    assertThat(directory.activeUsers(chats))
        .containsOnly(
            Map.entry(chats.get(0), Set.of(client)),
            Map.entry(chats.get(1), Set.of(client, doctor)));
    assertThat(directory.activeUsers(List.of())).isEmpty();
  }

  @Test
  void returnsVersions() {
    List<ChatId> chats = chats(2);
    testChats.close(chats.get(0));
    testChats.say(chats.get(1), doctor, "1");
    List<ChatId> asked = new ArrayList<>(nowhere(1500).map(ChatId::new).toList());
    asked.addAll(chats);
    asked.add(chats.get(0));
    assertThat(directory.versions(asked))
        .containsOnly(
            Map.entry(chats.get(0), testChats.find(chats.get(0)).chat().version()),
            Map.entry(chats.get(1), testChats.find(chats.get(1)).chat().version()));
    assertThat(directory.versions(List.of())).isEmpty();
  }

  @Test
  void countsWhatIsUnreadInStretches() {
    List<ChatId> chats = chats(4);
    for (ChatId chat : chats) {
      testChats.say(chat, doctor, "1", "2", "3");
      testChats.say(chat, client, "own");
      testChats.post(chat, doctor, TestChats.system("does not count"));
      testChats.say(chat, doctor, "6");
    }
    Map<ChatId, Integer> counts =
        directory.unread(
            client,
            List.of(
                new SeqRange(chats.get(0), 0, 6),
                new SeqRange(chats.get(1), 1, 5),
                new SeqRange(chats.get(2), 2, 2),
                new SeqRange(chats.get(3), 5, 3)));
    assertThat(counts)
        .containsOnly(
            Map.entry(chats.get(0), 4),
            Map.entry(chats.get(1), 2),
            Map.entry(chats.get(2), 0),
            Map.entry(chats.get(3), 0));
    assertThat(directory.unread(client, List.of())).isEmpty();
  }

  @Test
  void countsInManyStretchesAndNoFurtherThanAThousand() {
    ChatId chat = testChats.chat(client, doctor);
    NewMessage[] many =
        Stream.generate(() -> TestChats.text("x")).limit(1001).toArray(NewMessage[]::new);
    testChats.post(chat, doctor, many);
    List<SeqRange> stretches =
        new ArrayList<>(nowhere(1500).map(id -> new SeqRange(new ChatId(id), 0, 7)).toList());
    stretches.add(new SeqRange(chat, 0, 1001));
    Map<ChatId, Integer> counts = directory.unread(client, stretches);
    assertThat(counts).hasSize(1501).containsEntry(chat, ChatOverview.MAX_UNREAD);
    assertThat(directory.unread(client, List.of(new SeqRange(chat, 1, 1000))))
        .containsEntry(chat, 999);
  }

  @Test
  void isNeverOlderThanACommitOnAnyNode() {
    ChatId chat = testChats.chat(client, doctor);
    ChatDirectory elsewhere = otherNode().directory();
    for (int round = 0; round < 20; round++) {
      UserId operator = testChats.user();
      testChats.join(chat, operator, UserType.OPERATOR);
      assertThat(opponents(elsewhere, chat)).contains(operator);
      assertThat(opponents(directory, chat)).contains(operator);
      testChats.leave(chat, operator);
      assertThat(opponents(elsewhere, chat)).doesNotContain(operator);
      Message said = testChats.say(chat, doctor, "x").getFirst();
      assertThat(elsewhere.activeChats(client, List.of(chat)).getFirst().lastMessage())
          .contains(said);
      Message last = testChats.say(chat, client, "y").getFirst();
      assertThat(one(elsewhere, client, chat).orElseThrow().lastMessage()).contains(last);
      assertThat(one(directory, client, chat).orElseThrow().lastMessage()).contains(last);
    }
    testChats.leave(chat, client);
    assertThat(elsewhere.activeChats(client, List.of(chat))).isEmpty();
    assertThat(elsewhere.openedChats(List.of(client))).isEmpty();
  }

  private List<ChatId> chats(int count) {
    return Stream.generate(() -> testChats.chat(client, doctor)).limit(count).toList();
  }

  private List<ChatId> list(Optional<ChatId> before, int limit) {
    return ids(directory.activeChats(client, before, limit));
  }

  private ChatOverview overview(UserId asker, ChatId chat) {
    return directory.activeChats(asker, List.of(chat)).getFirst();
  }

  private Optional<ChatOverview> one(ChatDirectory of, UserId asker, ChatId chat) {
    return of.activeChat(asker, chat).toCompletableFuture().orTimeout(10, SECONDS).join();
  }

  private ReadMark mark(UserId user, ChatId chat) {
    return overview(user, chat).conversation().requireActive(user).mark();
  }

  private List<UserId> opponents(ChatDirectory of, ChatId chat) {
    ChatOverview overview = of.activeChats(client, List.of(chat)).getFirst();
    return overview.conversation().participants().opponentsOf(client).stream()
        .map(Subscription::user)
        .toList();
  }

  private static List<ChatId> ids(Collection<ChatOverview> overviews) {
    return overviews.stream().map(overview -> overview.chat().id()).toList();
  }

  private static Stream<Long> nowhere(int count) {
    return LongStream.range(0, count).mapToObj(i -> Long.MAX_VALUE - i);
  }
}
