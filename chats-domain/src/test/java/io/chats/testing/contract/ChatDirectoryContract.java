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
import java.time.Instant;
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

/** What {@link ChatDirectory} promises. */
public abstract class ChatDirectoryContract {

  private ChatDirectory directory;
  private Scene scene;
  private UserId client;
  private UserId doctor;

  /** One node's, which tests share. */
  protected abstract Storage storage();

  /** Another node's over the same data. */
  protected abstract Storage otherNode();

  @BeforeEach
  void people() {
    directory = storage().directory();
    scene = new Scene(storage());
    client = scene.user();
    doctor = scene.user();
  }

  @Test
  void showsAChat() {
    ChatId chat = scene.chat(client, doctor);
    UserId former = scene.user();
    scene.join(chat, former, UserType.OPERATOR);
    scene.leave(chat, former);
    Message last = scene.say(chat, doctor, "1", "2").getLast();
    ChatOverview overview = overview(client, chat);
    assertThat(overview.chat()).isEqualTo(scene.find(chat).chat());
    assertThat(overview.lastMessage()).contains(last);
    assertThat(overview.unread()).hasValue(2);
    assertThat(overview.conversation().participants().opponentsOf(client))
        .extracting(Subscription::user)
        .containsExactly(doctor);
    assertThat(overview.conversation().participants().active(client)).isPresent();
  }

  @Test
  void showsAChatWithoutMessages() {
    ChatId chat = scene.chat(client, doctor);
    ChatOverview overview = overview(client, chat);
    assertThat(overview.lastMessage()).isEmpty();
    assertThat(overview.unread()).hasValue(0);
  }

  @Test
  void showsTheAskersReadMark() {
    ChatId chat = scene.chat(client, doctor);
    Message first = scene.say(chat, doctor, "1", "2").getFirst();
    overview(client, chat);
    scene.read(chat, client, first.id());
    assertThat(mark(client, chat)).isEqualTo(new ReadMark(1, false, Optional.of(Scene.AT)));
    assertThat(overview(client, chat).unread()).hasValue(1);
  }

  @Test
  void countsNeitherOnesOwnNorSystemMessages() {
    ChatId chat = scene.chat(client, doctor);
    scene.say(chat, client, "own");
    scene.say(chat, doctor, "counts");
    scene.post(chat, doctor, Scene.system("does not count"));
    scene.say(chat, doctor, "counts");
    scene.say(chat, client, "own");
    assertThat(overview(client, chat).unread()).hasValue(2);
    assertThat(overview(doctor, chat).unread()).hasValue(2);
  }

  @Test
  void countsAfterAnInheritedMark() {
    ChatId chat = scene.chat(client, doctor);
    UserId successor = scene.user();
    List<Message> said = scene.say(chat, client, "1", "2", "3");
    scene.read(chat, doctor, said.get(1).id());
    scene.say(chat, doctor, "I go");
    scene.handOver(chat, doctor, successor);
    assertThat(overview(successor, chat).unread()).hasValue(2);
    assertThat(mark(successor, chat).inherited()).isTrue();
  }

  @Test
  void stopsCountingAtAThousand() {
    ChatId chat = scene.chat(client, doctor);
    NewMessage[] many =
        Stream.generate(() -> Scene.text("x")).limit(999).toArray(NewMessage[]::new);
    scene.post(chat, doctor, many);
    assertThat(overview(client, chat).unread()).hasValue(999);
    scene.post(chat, doctor, many);
    assertThat(overview(client, chat).unread()).hasValue(ChatOverview.MAX_UNREAD);
    assertThat(overview(doctor, chat).unread()).hasValue(0);
  }

  @Test
  void listsActiveChatsByLatestActivity() {
    List<ChatId> chats = chats(5);
    // All were opened at the same moment: those that are latest by that come first.
    assertThat(list(Optional.empty(), 10)).isEqualTo(chats.reversed());
    scene.say(chats.get(1), doctor, "x");
    scene.say(chats.get(3), doctor, "x");
    scene.close(chats.get(0));
    scene.leave(chats.get(2), client);
    // The two may have been stored in the same millisecond; then the later opened one is first.
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
  void listsNothingAfterAChatInWhichTheUserIsNotActive() {
    List<ChatId> chats = chats(3);
    scene.leave(chats.get(2), client);
    assertThat(list(Optional.of(chats.get(2)), 10)).isEmpty();
    assertThat(list(Optional.of(scene.chat()), 10)).isEmpty();
    assertThat(list(Optional.of(new ChatId(Long.MAX_VALUE)), 10)).isEmpty();
  }

  @Test
  void listsThoseOfTheGivenChatsInTheOrderAsked() {
    List<ChatId> chats = chats(4);
    scene.leave(chats.get(1), client);
    List<ChatId> asked = new ArrayList<>(List.of(chats.get(2), chats.get(0), chats.get(1)));
    asked.addAll(List.of(chats.get(2), new ChatId(Long.MAX_VALUE), scene.chat(), chats.get(3)));
    assertThat(ids(directory.activeChats(client, asked)))
        .containsExactly(chats.get(2), chats.get(0), chats.get(3));
    assertThat(directory.activeChats(client, List.of())).isEmpty();
  }

  @Test
  void findsOneChatOfWhoeverIsActiveInIt() {
    ChatId chat = scene.chat(client, doctor);
    scene.say(chat, doctor, "1", "2");
    for (int time = 1; time <= 2; time++) { // the second time, it may be remembered
      assertThat(one(directory, client, chat)).contains(overview(client, chat));
      assertThat(one(directory, scene.user(), chat)).isEmpty();
    }
    scene.leave(chat, client);
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
    OrderId order = scene.order();
    ChatId first = scene.chat(order);
    ChatId second = scene.chat(order);
    ChatId third = scene.chat(order);
    scene.join(first, client, UserType.CLIENT);
    scene.join(second, client, UserType.CLIENT);
    scene.join(first, doctor, UserType.DOCTOR);
    scene.leave(first, doctor);
    UserId operator = scene.user();
    scene.join(third, operator, UserType.OPERATOR);
    Message last = scene.say(second, client, "last").getFirst();

    List<ChatOverview> found =
        directory.latestChats(
            List.of(
                new OrderParticipant(order, doctor),
                new OrderParticipant(order, scene.user()),
                new OrderParticipant(order, client),
                new OrderParticipant(scene.order(), client),
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
    scene.close(chats.get(0));
    scene.leave(chats.get(1), client);
    UserId idle = scene.user();
    var opened = directory.openedChats(List.of(client, idle, doctor, client));
    assertThat(opened).containsOnlyKeys(client, doctor);
    assertThat(opened.get(client))
        .containsExactlyInAnyOrder(
            scene.find(chats.get(2)).chat(), scene.find(chats.get(3)).chat());
    assertThat(opened.get(doctor)).hasSize(3);
    assertThat(directory.openedChats(List.of())).isEmpty();
  }

  @Test
  void findsTheStaffOfClients() {
    ChatId chat = scene.chat(client, doctor);
    UserId operator = scene.user();
    UserId bot = scene.user();
    UserId former = scene.user();
    scene.join(chat, operator, UserType.OPERATOR);
    scene.join(chat, bot, UserType.BOT);
    scene.join(chat, former, UserType.DOCTOR);
    scene.leave(chat, former);
    UserId closedOnly = scene.user();
    scene.close(scene.chat(closedOnly, doctor));
    UserId alone = scene.user();
    scene.join(scene.chat(), alone, UserType.CLIENT);

    List<UserId> asked = List.of(client, doctor, operator, bot, former, closedOnly, alone, client);
    assertThat(directory.staffOf(asked)).containsOnly(Map.entry(client, Set.of(doctor, operator)));
    scene.chat(client, former);
    assertThat(directory.staffOf(List.of(client)))
        .containsOnly(Map.entry(client, Set.of(doctor, operator, former)));
    scene.leave(chat, client);
    assertThat(directory.staffOf(List.of(client))).containsOnly(Map.entry(client, Set.of(former)));
    assertThat(directory.staffOf(List.of())).isEmpty();
  }

  @Test
  void findsClosedChatsToWhichSomethingHappenedLately() {
    List<ChatId> chats = chats(3);
    scene.close(chats.get(0));
    scene.close(chats.get(1));
    scene.leave(chats.get(1), client);
    var lately = directory.recentChats(List.of(client, doctor), Scene.AT);
    assertThat(lately.get(client))
        .containsExactlyInAnyOrder(
            scene.find(chats.get(0)).chat(), scene.find(chats.get(2)).chat());
    assertThat(lately.get(doctor)).hasSize(3);
    var later = directory.recentChats(List.of(client, doctor), Scene.AT.plusMillis(1));
    assertThat(later.get(client)).containsExactly(scene.find(chats.get(2)).chat());
    assertThat(directory.recentChats(List.of(scene.user()), Scene.AT)).isEmpty();
    assertThat(directory.recentChats(List.of(), Scene.AT)).isEmpty();
  }

  @Test
  void doesNotTakeAReadMarkForAChangeOfAClosedChat() {
    ChatId chat = scene.chat(client, doctor);
    Message said = scene.say(chat, doctor, "1").getFirst();
    scene.close(chat);
    Instant afterwards = Scene.AT.plusSeconds(1);
    storage().chats().markRead(chat, client, said.id(), afterwards.plusSeconds(1));
    assertThat(directory.recentChats(List.of(client), afterwards)).isEmpty();
  }

  @Test
  void tellsVersions() {
    List<ChatId> chats = chats(2);
    scene.close(chats.get(0));
    scene.say(chats.get(1), doctor, "1");
    List<ChatId> asked = new ArrayList<>(nowhere(1500).map(ChatId::new).toList());
    asked.addAll(chats);
    asked.add(chats.get(0));
    assertThat(directory.versions(asked))
        .containsOnly(
            Map.entry(chats.get(0), scene.find(chats.get(0)).chat().version()),
            Map.entry(chats.get(1), scene.find(chats.get(1)).chat().version()));
    assertThat(directory.versions(List.of())).isEmpty();
  }

  @Test
  void countsWhatIsUnreadInStretches() {
    List<ChatId> chats = chats(4);
    for (ChatId chat : chats) {
      scene.say(chat, doctor, "1", "2", "3");
      scene.say(chat, client, "own");
      scene.post(chat, doctor, Scene.system("does not count"));
      scene.say(chat, doctor, "6");
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
    ChatId chat = scene.chat(client, doctor);
    NewMessage[] many =
        Stream.generate(() -> Scene.text("x")).limit(1001).toArray(NewMessage[]::new);
    scene.post(chat, doctor, many);
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
    ChatId chat = scene.chat(client, doctor);
    ChatDirectory elsewhere = otherNode().directory();
    for (int round = 0; round < 20; round++) {
      UserId operator = scene.user();
      scene.join(chat, operator, UserType.OPERATOR);
      assertThat(opponents(elsewhere, chat)).contains(operator);
      assertThat(opponents(directory, chat)).contains(operator);
      scene.leave(chat, operator);
      assertThat(opponents(elsewhere, chat)).doesNotContain(operator);
      Message said = scene.say(chat, doctor, "x").getFirst();
      assertThat(elsewhere.activeChats(client, List.of(chat)).getFirst().lastMessage())
          .contains(said);
      Message last = scene.say(chat, client, "y").getFirst();
      assertThat(one(elsewhere, client, chat).orElseThrow().lastMessage()).contains(last);
      assertThat(one(directory, client, chat).orElseThrow().lastMessage()).contains(last);
    }
    scene.leave(chat, client);
    assertThat(elsewhere.activeChats(client, List.of(chat))).isEmpty();
    assertThat(elsewhere.openedChats(List.of(client))).isEmpty();
  }

  private List<ChatId> chats(int count) {
    return Stream.generate(() -> scene.chat(client, doctor)).limit(count).toList();
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
