package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.ReminderStore.Spell;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final NodeId NODE = new NodeId("node");
  private static final NodeId OTHER_NODE = new NodeId("other node");

  private final Instant now = Instant.now();
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
  }

  @Test
  void refreshingReturnsHowManySpellsBegan() {
    refresh();
    testChats.say(chat, doctor, "one");
    assertThat(refresh()).isOne();
    assertThat(refresh()).isZero();
    assertThat(otherReminders().refresh(now, LONG)).isZero();
  }

  @Test
  void aSpellStaysTheSameWhileMessagesArrive() {
    testChats.say(chat, doctor, "one");
    refresh();
    Spell spell = spell();
    testChats.say(chat, doctor, "two");
    otherReminders().refresh(now, LONG);
    assertThat(spell()).isEqualTo(spell);
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
    assertThat(spell()).isEqualTo(spell);
  }

  @Test
  void aRemindedSpellIsNotDueAgainWhenTheClientReturns() {
    testChats.say(chat, doctor, "one");
    refresh();
    reminders.reminded(spell().id(), now);
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
    while (reminders.refresh(now, Duration.ZERO) > 0) {
      calls++;
    }
    assertThat(calls).isGreaterThan(1);
    assertThat(spells(chats.toArray(ChatId[]::new))).hasSize(300);
  }

  @Test
  void aClaimExcludesOthersUntilItExpires() {
    Spell spell = noticed();
    assertThat(claim(spell, NODE, now)).isTrue();
    assertThat(spells()).isEmpty();
    Instant before = now.plus(LEASE).minusMillis(1);
    assertThat(otherReminders().claim(spell.id(), OTHER_NODE, before, LEASE)).isFalse();
    Instant lapsed = now.plus(LEASE);
    assertThat(all(lapsed, 100))
        .filteredOn(it -> it.chat().equals(chat))
        .singleElement()
        .returns(spell.id(), Spell::id)
        .returns(1, Spell::attempts);
    assertThat(otherReminders().claim(spell.id(), OTHER_NODE, lapsed, LEASE)).isTrue();
    assertThat(claim(spell, NODE, lapsed)).isFalse();
  }

  @Test
  void oneOfManyConcurrentClaimsSucceeds() {
    Spell spell = noticed();
    List<Boolean> claims =
        Concurrently.all(
            Stream.of(reminders, otherReminders(), reminders, otherReminders())
                .<Callable<Boolean>>map(store -> () -> store.claim(spell.id(), NODE, now, LEASE))
                .toList());
    assertThat(claims).containsOnlyOnce(true);
  }

  @Test
  void aRemindedSpellIsNeverDueAgain() {
    Spell spell = noticed();
    claim(spell, NODE, now);
    reminders.reminded(spell.id(), now);
    reminders.reminded(spell.id(), now.plusSeconds(1));
    testChats.say(chat, doctor, "two");
    refresh();
    Instant later = now.plus(LEASE.multipliedBy(2));
    assertThat(all(later, 100)).noneMatch(it -> it.chat().equals(chat));
    assertThat(claim(spell, OTHER_NODE, later)).isFalse();
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
    assertThat(open).noneMatch(spell -> claim(spell, NODE, now));
    assertThat(claim(read, NODE, now)).isFalse();
  }

  @Test
  void pagesBeginWithTheSpellsThatWaitLongest() {
    List<ChatId> chats = Stream.generate(() -> testChats.chat(client, doctor)).limit(7).toList();
    chats.forEach(each -> testChats.say(each, doctor, "x"));
    refresh();
    assertThat(reminders.due(now, Optional.empty(), 3)).hasSize(3);
    for (int limit : List.of(1, 3, 100)) {
      List<Spell> all = all(now, limit);
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
    Optional<Spell> last = Optional.empty();
    List<Spell> page;
    do {
      page = reminders.due(now, last, 1);
      page.forEach(spell -> seen.add(spell.chat()));
      page.forEach(spell -> reminders.reminded(spell.id(), now));
      last = page.stream().findFirst();
    } while (!page.isEmpty());
    assertThat(seen).containsAll(chats);
  }

  private int refresh() {
    return reminders.refresh(now, LONG);
  }

  private void read(Message upTo) {
    testChats.read(chat, client, upTo.id());
  }

  private boolean claim(Spell spell, NodeId by, Instant at) {
    return reminders.claim(spell.id(), by, at, LEASE);
  }

  private Spell noticed() {
    testChats.say(chat, doctor, "one");
    refresh();
    return spell();
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
    return all(now, 100).stream().filter(spell -> asked.contains(spell.chat())).toList();
  }

  private List<Spell> all(Instant at, int limit) {
    List<Spell> all = new ArrayList<>();
    List<Spell> page = reminders.due(at, Optional.empty(), limit);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = reminders.due(at, Optional.of(page.getLast()), limit);
    }
    return all;
  }
}
