package io.chats.application.usecase;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.application.api.ChatReading;
import io.chats.application.api.ChatReading.ChatList;
import io.chats.application.api.ChatReading.MessagePage;
import io.chats.application.api.ChatReading.ShownChat;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Conversation.Decision;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.Participants;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import io.chats.testing.inmemory.DatabaseLink;
import io.chats.testing.inmemory.FakeUsers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReadingServiceTest {

  private static final ChatId NOWHERE = new ChatId(Long.MAX_VALUE);
  private static final OrderId ORDER = new OrderId(1);

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatReading reading = nodes.here().chats().reading();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR);

  @Test
  void returnsAChatWithOpponentsUnreadAndLastMessage() {
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.BOT));
    cluster.say(chat, DOCTOR, "1", "2");
    ShownChat shown = chat(chat, CLIENT);
    assertThat(shown.chat()).isEqualTo(cluster.database().find(chat).orElseThrow().chat());
    assertThat(shown.opponent().orElseThrow().profile()).isEqualTo(FakeUsers.profile(DOCTOR));
    assertThat(shown.opponents()).extracting(o -> o.profile().user()).containsExactly(DOCTOR);
    assertThat(shown.unread()).hasValue(2);
    assertThat(shown.lastMessage().orElseThrow().message().content().text()).isEqualTo("2");
    assertThat(chat(chat, DOCTOR).unread()).hasValue(0);
  }

  /** Chats from before the number of participants was bounded. */
  @Test
  void endsAListBeforeItHasTooManyOpponents() {
    List<ChatId> large = Stream.generate(() -> largeChat(6_000)).limit(3).toList();
    List<ChatId> shown = new ArrayList<>();
    Optional<ChatId> before = Optional.empty();
    for (boolean more = true; more; before = Optional.of(shown.getLast())) {
      ChatList list = reading.activeChats(OTHER, before, 10);
      assertThat(list.chats()).hasSize(1);
      shown.add(list.chats().getFirst().chat().id());
      more = list.more();
    }
    assertThat(shown).containsExactlyElementsOf(large.reversed());
    assertThat(reading.chats(OTHER, large)).returns(true, ChatList::more);
  }

  private ChatId largeChat(int opponents) {
    List<Subscription> people =
        LongStream.rangeClosed(1_000, 1_000L + opponents)
            .mapToObj(user -> user == 1_000 ? OTHER : new UserId(user))
            .map(user -> Subscription.joined(user, UserType.OPERATOR, 2, 0))
            .toList();
    ChatId large = cluster.chat(CLIENT);
    cluster.quietly(
        large,
        now -> {
          Chat after = now.subscribe(OTHER, UserType.OPERATOR).orElseThrow().after().chat();
          Participants all = new Participants(after.version(), people);
          return Optional.of(new Decision(new Conversation(after, all), people));
        });
    return large;
  }

  @Test
  void refusesStrangersAndUnknownChats() {
    for (UserId stranger : List.of(OTHER, TwoNodes.FOURTH)) {
      Refusal refusal = new Refusal.NotAParticipant(chat, stranger);
      assertRefused(() -> chat(chat, stranger), refusal);
      assertRefused(() -> reading.recent(chat, stranger, Optional.empty(), 1), refusal);
      assertRefused(() -> reading.history(chat, stranger, Optional.empty(), 1), refusal);
    }
    Refusal none = new Refusal.NoSuchChat(NOWHERE);
    assertRefused(() -> chat(NOWHERE, CLIENT), none);
    assertRefused(() -> reading.recent(NOWHERE, CLIENT, Optional.empty(), 1), none);
    assertRefused(() -> reading.history(NOWHERE, CLIENT, Optional.empty(), 1), none);
  }

  @Test
  void refusesFormerParticipants() {
    cluster.say(chat, CLIENT, "mine");
    cluster.quietly(chat, now -> now.unsubscribe(CLIENT));
    Refusal refusal = new Refusal.NotAParticipant(chat, CLIENT);
    assertRefused(() -> chat(chat, CLIENT), refusal);
    assertRefused(() -> reading.history(chat, CLIENT, Optional.empty(), 1), refusal);
    assertThat(reading.activeChats(CLIENT, Optional.empty(), 10).chats()).isEmpty();
    assertThat(reading.chats(CLIENT, List.of(chat)).chats()).isEmpty();
  }

  @Test
  void pagesForwards() {
    List<Message> said = cluster.say(chat, DOCTOR, "1", "2", "3", "4", "5");
    assertPage(reading.recent(chat, CLIENT, Optional.empty(), 2), true, "1", "2");
    assertPage(reading.recent(chat, CLIENT, id(said, 1), 2), true, "3", "4");
    assertPage(reading.recent(chat, CLIENT, id(said, 2), 2), false, "4", "5");
    assertPage(reading.recent(chat, CLIENT, id(said, 3), 2), false, "5");
    assertPage(reading.recent(chat, CLIENT, id(said, 4), 2), false);
  }

  @Test
  void pagesBackwards() {
    List<Message> said = cluster.say(chat, DOCTOR, "1", "2", "3", "4", "5");
    assertPage(reading.history(chat, CLIENT, Optional.empty(), 2), true, "4", "5");
    assertPage(reading.history(chat, CLIENT, id(said, 3), 2), true, "2", "3");
    assertPage(reading.history(chat, CLIENT, id(said, 2), 2), false, "1", "2");
    assertPage(reading.history(chat, CLIENT, id(said, 1), 2), false, "1");
    assertPage(reading.history(chat, CLIENT, id(said, 0), 2), false);
  }

  @Test
  void keepsAPageFullWhenMessagesAreStoredMeanwhile() {
    cluster.say(chat, DOCTOR, "1", "2", "3");
    DatabaseLink line = nodes.here().line();
    line.afterCalls(1, () -> cluster.say(chat, DOCTOR, "4", "5"));
    assertPage(reading.history(chat, CLIENT, Optional.empty(), 2), true, "2", "3");
    line.afterCalls(1, () -> cluster.say(chat, DOCTOR, "6", "7"));
    assertPage(reading.recent(chat, CLIENT, Optional.empty(), 10), false, "1", "2", "3", "4", "5");
  }

  @Test
  void returnsABoundedNumberWhateverIsAskedFor() {
    cluster.say(chat, DOCTOR, Collections.nCopies(1001, "x").toArray(String[]::new));
    for (int count : List.of(1000, 1001, Integer.MAX_VALUE)) {
      MessagePage recent = reading.recent(chat, CLIENT, Optional.empty(), count);
      assertThat(recent.messages()).hasSize(ChatReading.MAX_RETURNED);
      assertThat(recent.more()).isTrue();
      MessagePage history = reading.history(chat, CLIENT, Optional.empty(), count);
      assertThat(history.messages()).hasSize(ChatReading.MAX_RETURNED);
      assertThat(history.messages().getLast().message().seq()).isEqualTo(1001);
      assertThat(history.more()).isTrue();
    }
  }

  @Test
  void returnsAuthorsOnceAndTheReadStatus() {
    List<Message> said = new ArrayList<>(cluster.say(chat, DOCTOR, "1"));
    said.addAll(cluster.say(chat, CLIENT, "2", "3"));
    said.addAll(cluster.say(chat, DOCTOR, "4"));
    nodes.connect(nodes.here(), DOCTOR).open().markRead(chat, said.get(1).id());
    MessagePage page = reading.history(chat, CLIENT, Optional.empty(), 10);
    assertThat(page.users()).containsExactly(FakeUsers.profile(DOCTOR), FakeUsers.profile(CLIENT));
    assertThat(page.messages())
        .extracting(shown -> shown.status())
        .containsExactly(
            MessageStatus.RECEIVED,
            MessageStatus.READ,
            MessageStatus.RECEIVED,
            MessageStatus.RECEIVED);
  }

  @Test
  void returnsNothingStoredAfterTheUserWasSeenToTakePart() {
    cluster.say(chat, DOCTOR, "1", "2", "3");
    meanwhile();
    assertPage(reading.recent(chat, CLIENT, Optional.empty(), 10), false, "1", "2", "3");
    rejoin();
    meanwhile();
    assertPage(reading.history(chat, CLIENT, Optional.empty(), 3), true, "2", "3", "secret");
    rejoin();
    meanwhile();
    assertPage(reading.recent(chat, CLIENT, Optional.empty(), 4), true, "1", "2", "3", "secret");
  }

  @Test
  void listsChatsByLatestActivity() {
    List<ChatId> chats = Stream.generate(() -> cluster.chat(CLIENT, DOCTOR)).limit(3).toList();
    cluster.say(chats.get(1), DOCTOR, "x");
    ChatList first = reading.activeChats(CLIENT, Optional.empty(), 2);
    assertThat(ids(first)).containsExactly(chats.get(1), chats.get(2));
    assertThat(first.more()).isTrue();
    ChatList rest = reading.activeChats(CLIENT, Optional.of(chats.get(2)), 2);
    assertThat(ids(rest)).containsExactly(chats.get(0), chat);
    assertThat(rest.more()).isFalse();
  }

  @Test
  void listsTheChatsThatAreAskedFor() {
    ChatId other = cluster.chat(CLIENT);
    ChatList found = reading.chats(CLIENT, List.of(other, NOWHERE, chat, cluster.chat(DOCTOR)));
    assertThat(ids(found)).containsExactly(other, chat);
    assertThat(found.more()).isFalse();
  }

  @Test
  void saysWhenMoreChatsWereAskedForThanAreLookedUp() {
    List<ChatId> asked =
        LongStream.range(0, 1001).mapToObj(i -> new ChatId(Long.MAX_VALUE - i)).toList();
    assertThat(reading.chats(CLIENT, asked).more()).isTrue();
    List<ChatId> again = Collections.nCopies(2000, chat);
    assertThat(ids(reading.chats(CLIENT, again))).containsExactly(chat);
    assertThat(reading.chats(CLIENT, again).more()).isFalse();
  }

  @Test
  void findsTheLatestChatForEachPair() {
    ChatId later = cluster.chat(CLIENT);
    cluster.quietly(chat, now -> now.unsubscribe(DOCTOR));
    ChatList found =
        reading.latestChats(
            List.of(
                new OrderParticipant(ORDER, DOCTOR),
                new OrderParticipant(ORDER, OTHER),
                new OrderParticipant(ORDER, CLIENT),
                new OrderParticipant(new OrderId(99), CLIENT)));
    assertThat(ids(found)).containsExactly(chat, later);
    assertThat(found.chats())
        .extracting(shown -> shown.opponent().orElseThrow().profile().user())
        .containsExactly(DOCTOR, CLIENT);
    assertThat(found.chats()).allMatch(shown -> shown.unread().isEmpty());
    assertThat(found.chats().getFirst().opponents())
        .extracting(opponent -> opponent.profile().user())
        .containsExactly(CLIENT);
  }

  @Test
  void saysThatTheDatabaseIsAway() {
    nodes.here().line().set(DatabaseLink.State.CUT);
    assertThat(reading.chat(chat, CLIENT))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> reading.recent(chat, CLIENT, Optional.empty(), 1))
        .isInstanceOf(StoreUnavailableException.class);
  }

  /** Makes the client leave, and posts a message, right after the client is seen to take part. */
  private void meanwhile() {
    nodes
        .here()
        .line()
        .afterCalls(
            1,
            () -> {
              cluster.quietly(chat, now -> now.unsubscribe(CLIENT));
              cluster.say(chat, DOCTOR, "secret");
            });
  }

  private void rejoin() {
    cluster.quietly(chat, now -> now.subscribe(CLIENT, UserType.CLIENT));
  }

  private static Optional<MessageId> id(List<Message> said, int index) {
    return Optional.of(said.get(index).id());
  }

  private static List<ChatId> ids(ChatList list) {
    return list.chats().stream().map(shown -> shown.chat().id()).toList();
  }

  private static void assertPage(MessagePage page, boolean more, String... texts) {
    assertThat(page.messages())
        .extracting(shown -> shown.message().content().text())
        .containsExactly(texts);
    assertThat(page.more()).isEqualTo(more);
  }

  private ShownChat chat(ChatId wanted, UserId asker) {
    CompletableFuture<ShownChat> shown = reading.chat(wanted, asker).toCompletableFuture();
    nodes.settle();
    try {
      return shown.getNow(null);
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private static void assertRefused(ThrowingCallable action, Refusal refusal) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }
}
