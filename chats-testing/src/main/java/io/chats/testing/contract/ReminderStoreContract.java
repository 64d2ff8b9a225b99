package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.ReminderStore.DuePage;
import io.chats.domain.port.ReminderStore.Position;
import io.chats.domain.port.ReminderStore.Spell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link ReminderStore}, for each implementation. */
public abstract class ReminderStoreContract {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration LEASE = Duration.ofHours(1);
  private static final Duration SHORT_LEASE = Duration.ofMillis(200);
  private static final NodeId NODE = new NodeId("node");
  private static final NodeId OTHER_NODE = new NodeId("other node");

  private ReminderStore reminders;
  private TestChats testChats;
  private UserId client;
  private UserId doctor;
  private ChatId chat;

  /** The storage of one node, which all tests share. */
  protected abstract Storage storage();

  protected abstract ReminderStore reminders();

  /** The reminders of another node, over the same data. */
  protected abstract ReminderStore otherReminders();

  @BeforeEach
  void people() {
    reminders = reminders();
    testChats = new TestChats(storage());
    client = testChats.user();
    doctor = testChats.user();
    chat = testChats.chat(client, doctor);
  }

  @Test
  void aSpellBeginsWithTheFirstUnreadMessage() {
    testChats.say(chat, client, "mine");
    Message first = testChats.say(chat, doctor, "one", "two").getFirst();
    refresh();
    Spell spell = spell();
    assertThat(spell.order()).isEqualTo(testChats.find(chat).chat().order());
    assertThat(spell.client()).isEqualTo(client);
    assertThat(spell.author()).isEqualTo(UserType.DOCTOR);
    assertThat(spell.firstUnread()).isEqualTo(first.insertedAt());
    assertThat(spell.attempts()).isZero();
    assertThat(spell.waiting()).isBetween(Duration.ZERO, LONG);
  }

  @Test
  void refreshingReturnsHowManySpellsBegan() {
    refresh();
    testChats.say(chat, doctor, "one");
    assertThat(refresh()).isOne();
    assertThat(refresh()).isZero();
    assertThat(otherReminders().refresh(LONG)).isZero();
  }

  @Test
  void aSpellStaysTheSameWhileMessagesArrive() {
    testChats.say(chat, doctor, "one");
    refresh();
    Spell spell = spell();
    testChats.say(chat, doctor, "two");
    otherReminders().refresh(LONG);
    assertSame(spell(), spell);
  }

  @Test
  void onlyClientsHaveSpellsAndOnlyForMessagesThatCountAsUnread() {
    testChats.say(chat, client, "mine");
    testChats.post(chat, doctor, TestChats.system("does not count"));
    refresh();
    assertThat(spells()).isEmpty();
  }

  @Test
  void noSpellBeginsInAClosedChatOrForUsersWhoLeftOrHaveRead() {
    ChatId closed = testChats.chat(client, doctor);
    testChats.say(closed, doctor, "one");
    testChats.close(closed);
    ChatId left = testChats.chat(client, doctor);
    testChats.say(left, doctor, "one");
    testChats.leave(left, client);
    read(testChats.say(chat, doctor, "one").getFirst());
    refresh();
    assertThat(spells(chat, closed, left)).isEmpty();
  }

  @Test
  void aSpellEndsWhenNothingIsUnread() {
    Message message = testChats.say(chat, doctor, "one").getFirst();
    testChats.post(chat, doctor, TestChats.system("does not count"));
    refresh();
    read(message);
    refresh();
    assertThat(spells()).isEmpty();
  }

  @Test
  void aSpellLastsWhileSomethingIsUnread() {
    List<Message> messages = testChats.say(chat, doctor, "one", "two");
    refresh();
    Spell spell = spell();
    read(messages.getFirst());
    refresh();
    assertThat(spell().id()).isEqualTo(spell.id());
  }

  @Test
  void aMessageAfterEverythingWasReadBeginsANewSpell() {
    Message message = testChats.say(chat, doctor, "one").getFirst();
    refresh();
    Spell spell = spell();
    read(message);
    refresh();
    testChats.say(chat, doctor, "two");
    refresh();
    assertThat(spell().id()).isNotEqualTo(spell.id());
  }

  /**
   * Everything was read in between, and something is unread again: it looks as if no spell ended.
   */
  @Test
  void aSpellEndsAlsoWhenNoNodeLookedMeanwhile() {
    Message message = testChats.say(chat, doctor, "one").getFirst();
    refresh();
    Spell spell = spell();
    read(message);
    read(testChats.say(chat, doctor, "two", "three").getFirst());
    refresh();
    assertThat(spell().id()).isNotEqualTo(spell.id());
  }

  @Test
  void aSpellEndsWhenTheChatIsClosed() {
    testChats.say(chat, doctor, "one");
    refresh();
    testChats.close(chat);
    refresh();
    assertThat(spells()).isEmpty();
  }

  @Test
  void aSpellEndsWhenTheClientLeavesAndContinuesWhenTheyReturn() {
    testChats.say(chat, doctor, "one");
    refresh();
    Spell spell = spell();
    testChats.leave(chat, client);
    refresh();
    assertThat(spells()).isEmpty();
    testChats.join(chat, client, UserType.CLIENT);
    assertThat(refresh()).isOne();
    assertSame(spell(), spell);
  }

  @Test
  void aRemindedSpellIsNotDueAgainWhenTheClientReturns() {
    testChats.say(chat, doctor, "one");
    refresh();
    reminders.reminded(spell().id());
    testChats.leave(chat, client);
    refresh();
    testChats.join(chat, client, UserType.CLIENT);
    refresh();
    assertThat(spells()).isEmpty();
  }

  @Test
  void usersWhoJoinLaterHaveAllEarlierMessagesUnread() {
    Message first = testChats.say(chat, doctor, "one", "two").getFirst();
    refresh();
    UserId late = testChats.user();
    testChats.join(chat, late, UserType.CLIENT);
    refresh();
    assertThat(spells())
        .filteredOn(spell -> spell.client().equals(late))
        .singleElement()
        .returns(first.insertedAt(), Spell::firstUnread);
  }

  @Test
  void aHandOverEndsOneAndBeginsAnother() {
    Message first = testChats.say(chat, doctor, "one", "two").getFirst();
    refresh();
    read(first);
    UserId heir = testChats.user();
    testChats.handOver(chat, client, heir);
    refresh();
    assertThat(spell().client()).isEqualTo(heir);
  }

  @Test
  void usersWhoAreNoLongerClientsHaveNoSpell() {
    testChats.say(chat, doctor, "one");
    refresh();
    testChats.join(chat, client, UserType.OPERATOR);
    refresh();
    assertThat(spells()).isEmpty();
  }

  @Test
  void aSpellBeginsBehindAnyNumberOfOwnMessages() {
    testChats.post(chat, client, texts(600));
    refresh();
    assertThat(spells()).isEmpty();
    Message first = testChats.say(chat, doctor, "one", "two").getFirst();
    assertThat(refresh()).isOne();
    assertThat(spell().firstUnread()).isEqualTo(first.insertedAt());
    testChats.post(chat, client, texts(600));
    read(testChats.all(chat).get(500));
    refresh();
    assertThat(spells()).hasSize(1);
    read(testChats.all(chat).get(601));
    assertThat(spells()).isEmpty();
  }

  @Test
  void theFirstOfManyAuthorsBeginsTheSpell() {
    UserId operator = testChats.user();
    UserId former = testChats.user();
    testChats.join(chat, operator, UserType.OPERATOR);
    testChats.join(chat, former, UserType.DOCTOR);
    testChats.say(chat, operator, "read");
    read(testChats.all(chat).getLast());
    testChats.post(chat, client, texts(300));
    testChats.post(chat, former, TestChats.system("does not count"));
    testChats.say(chat, former, "first");
    testChats.leave(chat, former);
    testChats.say(chat, operator, "second");
    testChats.say(chat, doctor, "third");
    refresh();
    assertThat(spell().firstUnread()).isEqualTo(testChats.all(chat).get(302).insertedAt());
    assertThat(claim(spell(), NODE)).isTrue();
  }

  /** Whether a node looked meanwhile makes no difference. */
  @Test
  void aClientWhoHadReadSomeBeginsANewSpellWhenTheyReturn() {
    for (boolean isNoticed : List.of(true, false)) {
      chat = testChats.chat(client, doctor);
      List<Message> messages = testChats.say(chat, doctor, "one", "two");
      refresh();
      Spell spell = spell();
      reminders.reminded(spell.id());
      read(messages.getFirst());
      testChats.leave(chat, client);
      refreshIf(isNoticed);
      testChats.join(chat, client, UserType.CLIENT);
      refresh();
      assertThat(spell().id()).isNotEqualTo(spell.id());
      assertThat(spell().firstUnread()).isEqualTo(messages.getLast().insertedAt());
    }
  }

  @Test
  void aHandOverToAFormerClientWithAFurtherMarkBeginsANewSpell() {
    for (boolean isNoticed : List.of(true, false)) {
      chat = testChats.chat(client, doctor);
      UserId other = testChats.user();
      testChats.join(chat, other, UserType.CLIENT);
      List<Message> messages = testChats.say(chat, doctor, "one", "two");
      refresh();
      Spell spell = spellOf(client);
      reminders.reminded(spell.id());
      testChats.leave(chat, client);
      refreshIf(isNoticed);
      testChats.read(chat, other, messages.getFirst().id());
      testChats.handOver(chat, other, client);
      refresh();
      assertThat(spell().client()).isEqualTo(client);
      assertThat(spell().id()).isNotEqualTo(spell.id());
      assertThat(spell().firstUnread()).isEqualTo(messages.getLast().insertedAt());
    }
  }

  @Test
  void aHandOverToAFormerClientWithTheSameMarkGoesOn() {
    for (boolean isNoticed : List.of(true, false)) {
      chat = testChats.chat(client, doctor);
      UserId other = testChats.user();
      testChats.join(chat, other, UserType.CLIENT);
      testChats.say(chat, doctor, "one", "two");
      refresh();
      Spell spell = spellOf(client);
      testChats.leave(chat, client);
      refreshIf(isNoticed);
      testChats.handOver(chat, other, client);
      refresh();
      assertSame(spell(), spell);
    }
  }

  @Test
  void whoHandsOverAndGetsItBackHasTheSameSpell() {
    for (boolean isNoticed : List.of(true, false)) {
      chat = testChats.chat(client, doctor);
      testChats.say(chat, doctor, "one", "two");
      refresh();
      Spell spell = spell();
      UserId heir = testChats.user();
      testChats.handOver(chat, client, heir);
      refreshIf(isNoticed);
      testChats.handOver(chat, heir, client);
      refresh();
      assertSame(spell(), spell);
    }
  }

  @Test
  void whoHandsOverAndGetsItBackReadFurtherHasANewSpell() {
    for (boolean isNoticed : List.of(true, false)) {
      chat = testChats.chat(client, doctor);
      List<Message> messages = testChats.say(chat, doctor, "one", "two");
      refresh();
      Spell spell = spell();
      UserId heir = testChats.user();
      testChats.handOver(chat, client, heir);
      refreshIf(isNoticed);
      testChats.read(chat, heir, messages.getFirst().id());
      testChats.handOver(chat, heir, client);
      refresh();
      assertThat(spell().client()).isEqualTo(client);
      assertThat(spell().id()).isNotEqualTo(spell.id());
    }
  }

  /** As an operator they read everything, which is no client's reading. */
  @Test
  void whoBecomesAClientAgainHasANewSpellWhenTheyHaveReadMeanwhile() {
    for (boolean isNoticed : List.of(true, false)) {
      chat = testChats.chat(client, doctor);
      Message message = testChats.say(chat, doctor, "one").getFirst();
      refresh();
      Spell spell = spell();
      reminders.reminded(spell.id());
      testChats.join(chat, client, UserType.OPERATOR);
      refreshIf(isNoticed);
      read(message);
      testChats.say(chat, doctor, "two");
      testChats.join(chat, client, UserType.CLIENT);
      refresh();
      assertThat(spell().id()).isNotEqualTo(spell.id());
    }
  }

  @Test
  void whoBecomesAClientAgainWithoutReadingHasTheSameSpell() {
    testChats.say(chat, doctor, "one");
    refresh();
    Spell spell = spell();
    testChats.join(chat, client, UserType.OPERATOR);
    assertThat(claim(spell, NODE)).isFalse();
    testChats.join(chat, client, UserType.CLIENT);
    refresh();
    assertSame(spell(), spell);
  }

  /** A purge cannot be seen, but a spell that would begin a second time can. */
  @Test
  void purgingForgetsNoSpellThatMayGoOn() {
    testChats.say(chat, doctor, "one");
    refresh();
    Spell spell = spell();
    purgeAll(Duration.ZERO);
    assertSame(spell(), spell);
    reminders.reminded(spell.id());
    testChats.leave(chat, client);
    purgeAll(Duration.ZERO);
    testChats.join(chat, client, UserType.CLIENT);
    refresh();
    assertThat(spells()).isEmpty();
  }

  @Test
  void purgingTakesBoundedSteps() {
    List<ChatId> chats = Stream.generate(() -> testChats.chat(client, doctor)).limit(600).toList();
    chats.forEach(each -> testChats.say(each, doctor, "x"));
    refresh();
    chats.forEach(each -> testChats.leave(each, client)); // ended, and may go on
    purgeAll(Duration.ZERO);
    assertThat(reminders.purge(Duration.ZERO)).isFalse();
    purgeAll(Duration.ZERO);
  }

  @Test
  void manySpellsAreNoticedTogetherEachOnce() {
    List<ChatId> chats = Stream.generate(() -> testChats.chat(client, doctor)).limit(300).toList();
    chats.forEach(each -> storage().messages().append(each, doctor, List.of(TestChats.text("x"))));
    chats.forEach(each -> testChats.say(each, doctor, "y"));
    assertThat(refresh()).isEqualTo(300);
    assertThat(spells(chats.toArray(ChatId[]::new)))
        .extracting(Spell::chat)
        .hasSameElementsAs(chats);
  }

  /** Each call makes progress, however little time it has. */
  @Test
  void workBeyondTheTimeLimitIsLeftToTheNextCall() {
    List<ChatId> chats = Stream.generate(() -> testChats.chat(client, doctor)).limit(300).toList();
    chats.forEach(each -> testChats.say(each, doctor, "x"));
    int calls = 0;
    while (reminders.refresh(Duration.ZERO) > 0) {
      calls++;
    }
    assertThat(calls).isGreaterThan(1);
    assertThat(spells(chats.toArray(ChatId[]::new))).hasSize(300);
  }

  @Test
  void aClaimExcludesOthersUntilItExpires() {
    Spell spell = noticed();
    assertThat(reminders.claim(spell.id(), NODE, SHORT_LEASE)).isTrue();
    await()
        .atMost(LONG)
        .untilAsserted(() ->
            assertThat(spells())
                .singleElement()
                .returns(spell.id(), Spell::id)
                .returns(1, Spell::attempts));
    assertThat(otherReminders().claim(spell.id(), OTHER_NODE, LEASE)).isTrue();
    assertThat(spells()).isEmpty();
    assertThat(claim(spell, NODE)).isFalse();
  }

  @Test
  void aClaimLastsAtLeastAsLongAsAsked() {
    Spell spell = noticed();
    long claimed = System.nanoTime();
    assertThat(reminders.claim(spell.id(), NODE, SHORT_LEASE)).isTrue();
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(LONG)
        .until(() -> otherReminders().claim(spell.id(), OTHER_NODE, LEASE));
    assertThat(Duration.ofNanos(System.nanoTime() - claimed))
        .isGreaterThanOrEqualTo(SHORT_LEASE.minusMillis(1));
  }

  @Test
  void oneOfManyConcurrentClaimsSucceeds() {
    Spell spell = noticed();
    List<Boolean> claims =
        Concurrently.all(
            Stream.of(reminders, otherReminders(), reminders, otherReminders())
                .<Callable<Boolean>>map(store -> () -> store.claim(spell.id(), NODE, LEASE))
                .toList());
    assertThat(claims).containsOnlyOnce(true);
  }

  @Test
  void aRemindedSpellIsNeverDueAgain() {
    Spell spell = noticed();
    assertThat(reminders.claim(spell.id(), NODE, Duration.ZERO)).isTrue();
    reminders.reminded(spell.id());
    reminders.reminded(spell.id());
    testChats.say(chat, doctor, "two");
    refresh();
    assertThat(spells()).isEmpty();
    assertThat(claim(spell, OTHER_NODE)).isFalse();
  }

  @Test
  void endedSpellsAreNotClaimedWhetherTheEndWasNoticedOrNot() {
    Spell read = noticed();
    read(testChats.all(chat).getLast());
    ChatId closed = testChats.chat(client, doctor);
    ChatId left = testChats.chat(client, doctor);
    testChats.say(closed, doctor, "one");
    testChats.say(left, doctor, "one");
    refresh();
    List<Spell> open = spells(closed, left);
    assertThat(open).hasSize(2);
    testChats.close(closed);
    testChats.leave(left, client);
    assertThat(open).noneMatch(spell -> claim(spell, NODE));
    assertThat(claim(read, NODE)).isFalse();
  }

  @Test
  void pagesBeginWithTheSpellsThatWaitLongest() {
    List<ChatId> chats = Stream.generate(() -> testChats.chat(client, doctor)).limit(7).toList();
    chats.forEach(each -> testChats.say(each, doctor, "x"));
    refresh();
    assertThat(reminders.due(Optional.empty(), 3).spells()).hasSizeLessThanOrEqualTo(3);
    for (int limit : List.of(1, 3, 100)) {
      List<Spell> all = all(limit);
      assertThat(all).isSortedAccordingTo(Comparator.comparing(Spell::firstUnread));
      assertThat(all).doesNotHaveDuplicates().extracting(Spell::chat).containsAll(chats);
    }
  }

  /** Reminders that were sent for one page do not make the next page skip any. */
  @Test
  void pagesContinueWhateverHappenedToTheOneBefore() {
    List<ChatId> chats = Stream.generate(() -> testChats.chat(client, doctor)).limit(5).toList();
    chats.forEach(each -> testChats.say(each, doctor, "x"));
    refresh();
    Set<ChatId> seen = new HashSet<>();
    Optional<Position> next = Optional.empty();
    do {
      DuePage page = reminders.due(next, 1);
      page.spells().forEach(spell -> seen.add(spell.chat()));
      page.spells().forEach(spell -> reminders.reminded(spell.id()));
      next = page.next();
    } while (next.isPresent());
    assertThat(seen).containsAll(chats);
  }

  private int refresh() {
    return reminders.refresh(LONG);
  }

  private void refreshIf(boolean isNoticed) {
    if (isNoticed) {
      refresh();
    }
  }

  private void read(Message upTo) {
    testChats.read(chat, client, upTo.id());
  }

  private boolean claim(Spell spell, NodeId by) {
    return reminders.claim(spell.id(), by, LEASE);
  }

  private Spell noticed() {
    testChats.say(chat, doctor, "one");
    refresh();
    return spell();
  }

  private Spell spellOf(UserId user) {
    return spells().stream().filter(it -> it.client().equals(user)).findFirst().orElseThrow();
  }

  private static NewMessage[] texts(int count) {
    return Stream.generate(() -> TestChats.text("x")).limit(count).toArray(NewMessage[]::new);
  }

  /** Returns the only spell that is due in the chat of this test. */
  private Spell spell() {
    List<Spell> spells = spells();
    assertThat(spells).hasSize(1);
    return spells.getFirst();
  }

  /** Returns the spells that are due in these chats; without any, in the chat of this test. */
  private List<Spell> spells(ChatId... chats) {
    Set<ChatId> asked = chats.length == 0 ? Set.of(chat) : Set.of(chats);
    return all(100).stream().filter(spell -> asked.contains(spell.chat())).toList();
  }

  private List<Spell> all(int limit) {
    DuePage page = reminders.due(Optional.empty(), limit);
    List<Spell> all = new ArrayList<>(page.spells());
    while (page.next().isPresent()) {
      page = reminders.due(page.next(), limit);
      all.addAll(page.spells());
    }
    return all;
  }

  /** All of them but how long they wait, which grows. */
  private static void assertSame(Spell spell, Spell expected) {
    assertThat(spell).usingRecursiveComparison().ignoringFields("waiting").isEqualTo(expected);
  }

  /** Looks at every ended spell at least once, wherever the last purge ended. */
  private void purgeAll(Duration retention) {
    for (int ends = 0; ends < 2; ) {
      ends += reminders.purge(retention) ? 1 : 0;
    }
  }
}
