package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.ChangeFeed.Change;
import io.chats.domain.port.ChangeFeed.Changed;
import io.chats.domain.port.ChangeFeed.IdRange;
import io.chats.domain.port.ChangeFeed.Positions;
import io.chats.domain.port.ChangeFeed.Posted;
import io.chats.domain.port.ChangeFeed.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promises of {@link ChangeFeed}, for each implementation. */
public abstract class ChangeFeedContract {

  private static final int MANY = 10_000;

  private ChangeFeed feed;
  private TestChats testChats;
  private UserId client;
  private UserId doctor;

  /** The storage of one node, which all tests share. */
  protected abstract Storage storage();

  /**
   * Begins a change of a chat, which is not committed: it has an id of that source, and nobody sees
   * it yet. Nothing else changes that chat.
   */
  protected abstract LateChange begin(Source source, ChatId chat);

  /** A change that has begun. It is rolled back if it is closed without having been committed. */
  public interface LateChange extends AutoCloseable {

    void commit();

    @Override
    void close();
  }

  @BeforeEach
  void people() {
    feed = storage().feed();
    testChats = new TestChats(storage());
    client = testChats.user();
    doctor = testChats.user();
  }

  @Test
  void endsAtTheLastChange() {
    ChatId chat = testChats.chat(client, doctor);
    Message said = testChats.say(chat, client, "1").getFirst();
    testChats.read(chat, doctor, said.id());
    Positions end = feed.end();
    assertThat(end.messages()).isEqualTo(said.id().value());
    assertThat(of(chat, feed.after(end, MANY))).isEmpty();
    Positions before = new Positions(end.messages() - 1, end.history() - 1, end.updates() - 1);
    assertThat(of(chat, feed.after(before, MANY)))
        .extracting(Change::source)
        .containsExactly(Source.MESSAGES, Source.HISTORY, Source.UPDATES);
  }

  @Test
  void tellsOfMessages() {
    ChatId chat = testChats.chat(client, doctor);
    Positions start = feed.end();
    List<Message> said = new ArrayList<>(testChats.say(chat, client, "1", "2"));
    said.addAll(testChats.say(chat, doctor, "3"));
    assertThat(of(chat, feed.after(start, MANY)))
        .containsExactlyElementsOf(
            said.stream().map(m -> new Posted(m.id().value(), chat, m.seq())).toList());
  }

  @Test
  void tellsOfAChatThatWasOpened() {
    Positions start = feed.end();
    ChatId chat = testChats.chat();
    expect(start, Source.HISTORY, chat, false, Set.of());
  }

  @Test
  void tellsWhoseParticipationChanged() {
    ChatId chat = testChats.chat();
    UserId heir = testChats.user();
    change(chat, () -> testChats.join(chat, client, UserType.CLIENT), Set.of(client));
    change(chat, () -> testChats.join(chat, doctor, UserType.DOCTOR), Set.of(doctor));
    change(chat, () -> testChats.join(chat, doctor, UserType.OPERATOR), Set.of(doctor));
    change(chat, () -> testChats.handOver(chat, doctor, heir), Set.of(doctor, heir));
    change(chat, () -> testChats.leave(chat, heir), Set.of(heir));
    change(chat, () -> testChats.join(chat, heir, UserType.OPERATOR), Set.of(heir));
  }

  @Test
  void tellsOfClosing() {
    ChatId chat = testChats.chat(client, doctor);
    Positions start = feed.end();
    testChats.close(chat);
    expect(start, Source.HISTORY, chat, true, Set.of());
    Positions closed = feed.end();
    testChats.join(chat, testChats.user(), UserType.BOT);
    assertThat(of(chat, feed.after(closed, MANY)))
        .singleElement()
        .isInstanceOfSatisfying(Changed.class, joined -> assertThat(joined.closed()).isTrue());
  }

  @Test
  void tellsOfReadMarks() {
    ChatId chat = testChats.chat(client, doctor);
    List<Message> said = testChats.say(chat, client, "1", "2");
    Positions start = feed.end();
    testChats.read(chat, doctor, said.get(0).id());
    expect(start, Source.UPDATES, chat, false, Set.of());
    testChats.close(chat);
    Positions closed = feed.end();
    testChats.read(chat, doctor, said.get(1).id());
    expect(closed, Source.UPDATES, chat, true, Set.of());
  }

  @Test
  void tellsNothingWhenNothingChanges() {
    ChatId chat = testChats.chat(client, doctor);
    Message said = testChats.post(chat, client, TestChats.text("id", "1")).stored().getFirst();
    testChats.read(chat, doctor, said.id());
    testChats.close(chat);
    Positions start = feed.end();
    testChats.post(chat, client, TestChats.text("id", "1"), TestChats.text("refused"));
    testChats.read(chat, doctor, said.id());
    testChats.join(chat, client, UserType.CLIENT);
    testChats.leave(chat, testChats.user());
    testChats.close(chat);
    assertThat(of(chat, feed.after(start, MANY))).isEmpty();
  }

  /** Every version of a chat is that of a change, or that of messages which were stored with it. */
  @Test
  void leavesNoVersionOut() {
    Positions start = feed.end();
    ChatId chat = testChats.chat(client, doctor);
    List<Message> said = testChats.say(chat, client, "1", "2", "3");
    testChats.read(chat, doctor, said.getFirst().id());
    testChats.handOver(chat, doctor, testChats.user());
    testChats.leave(chat, client);
    testChats.close(chat);
    List<Change> changes = of(chat, feed.after(start, MANY));
    assertThat(changes).filteredOn(Posted.class::isInstance).hasSize(3);
    long messages = 4;
    assertThat(versions(changes))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, testChats.find(chat).chat().version())
                .filter(version -> version != messages)
                .boxed()
                .toList());
  }

  @Test
  void leavesNothingOutThatIsCommitted() {
    List<ChatId> chats = Stream.generate(() -> testChats.chat(client, doctor)).limit(8).toList();
    Positions start = feed.end();
    Callable<Void> writer =
        () -> {
          for (ChatId chat : chats) {
            Message said = testChats.say(chat, client, "x").getFirst();
            testChats.read(chat, doctor, said.id());
            testChats.join(chat, new UserId(said.id().value()), UserType.BOT);
          }
          return null;
        };
    Concurrently.all(IntStream.range(0, 4).mapToObj(i -> writer).toList());
    List<Change> changes = feed.after(start, MANY);
    for (ChatId chat : chats) {
      List<Change> its = of(chat, changes);
      assertThat(its).filteredOn(Posted.class::isInstance).hasSize(4);
      assertThat(its).filteredOn(change -> change.source() == Source.HISTORY).hasSize(4);
      // One of two marks at the same time may find that the other one went further.
      assertThat(its).filteredOn(change -> change.source() == Source.UPDATES).isNotEmpty();
      idsRiseWithWhatHappened(its);
    }
  }

  private static void idsRiseWithWhatHappened(List<Change> changes) {
    Map<Source, List<Change>> bySource = new EnumMap<>(Source.class);
    changes.forEach(
        change -> bySource.computeIfAbsent(change.source(), s -> new ArrayList<>()).add(change));
    bySource
        .values()
        .forEach(its -> {
          assertThat(its).isSortedAccordingTo(Comparator.comparingLong(Change::id));
          assertThat(its).isSortedAccordingTo(Comparator.comparingLong(ChangeFeedContract::number));
        });
  }

  @ParameterizedTest
  @EnumSource
  void showsAChangeThatCommitsLate(Source source) {
    ChatId late = testChats.chat(client, doctor);
    testChats.say(late, client, "0");
    ChatId prompt = testChats.chat(client, doctor);
    testChats.say(prompt, client, "0");
    Positions start = feed.end();
    try (LateChange open = begin(source, late)) {
      List<Message> said = testChats.say(prompt, client, "1", "2");
      testChats.read(prompt, doctor, said.getFirst().id());
      testChats.join(prompt, testChats.user(), UserType.BOT);
      List<Change> seen = feed.after(start, MANY);
      assertThat(of(late, seen)).isEmpty();
      IdRange gap = new IdRange(start.of(source) + 1, first(source, of(prompt, seen)) - 1);
      assertThat(gap.last()).isGreaterThanOrEqualTo(gap.first());
      assertThat(of(late, feed.within(source, List.of(gap)))).isEmpty();
      Positions end = feed.end();
      open.commit();
      assertThat(of(late, feed.after(end, MANY)))
          .filteredOn(change -> change.source() == source)
          .isEmpty();
      assertThat(of(late, feed.within(source, List.of(gap)))).hasSize(1);
    }
  }

  @Test
  void returnsTheLowestIdsOfEachSource() {
    ChatId chat = testChats.chat(client, doctor);
    Positions start = feed.end();
    for (int i = 0; i < 3; i++) {
      Message said = testChats.say(chat, client, "x").getFirst();
      testChats.read(chat, doctor, said.id());
      testChats.join(chat, testChats.user(), UserType.BOT);
    }
    List<Change> all = feed.after(start, MANY);
    List<Change> some = feed.after(start, 2);
    for (Source source : Source.values()) {
      List<Change> expected = all.stream().filter(it -> it.source() == source).limit(2).toList();
      assertThat(expected).hasSize(2);
      assertThat(some).filteredOn(it -> it.source() == source).isEqualTo(expected);
    }
    assertThat(feed.after(new Positions(0, 0, 0), 1)).hasSize(3);
  }

  @Test
  void findsWhatLiesInManyRanges() {
    ChatId chat = testChats.chat(client, doctor);
    List<Message> said =
        testChats.say(chat, client, Stream.generate(() -> "x").limit(600).toArray(String[]::new));
    List<IdRange> ranges =
        IntStream.range(0, 300)
            .mapToObj(i -> said.get(2 * i).id().value())
            .map(id -> new IdRange(id, id))
            .toList();
    assertThat(feed.within(Source.MESSAGES, ranges))
        .extracting(Change::id)
        .containsExactlyInAnyOrderElementsOf(ranges.stream().map(IdRange::first).toList());
    IdRange some = new IdRange(said.get(3).id().value(), said.get(5).id().value());
    assertThat(of(chat, feed.within(Source.MESSAGES, List.of(some))))
        .extracting(ChangeFeedContract::number)
        .containsExactlyInAnyOrder(4L, 5L, 6L);
    assertThat(feed.within(Source.MESSAGES, List.of())).isEmpty();
    for (Source source : Source.values()) {
      IdRange nowhere = new IdRange(Long.MAX_VALUE - 1, Long.MAX_VALUE);
      assertThat(feed.within(source, List.of(nowhere))).isEmpty();
    }
  }

  /** Makes a change, and expects the feed to tell of it and of nothing else. */
  private void change(ChatId chat, Runnable change, Set<UserId> users) {
    Positions start = feed.end();
    change.run();
    expect(start, Source.HISTORY, chat, false, users);
  }

  private void expect(
      Positions start, Source source, ChatId chat, boolean closed, Set<UserId> users) {
    List<Change> changes = of(chat, feed.after(start, MANY));
    assertThat(changes).hasSize(1);
    Change change = changes.getFirst();
    long version = testChats.find(chat).chat().version();
    assertThat(change).isEqualTo(new Changed(source, change.id(), chat, version, users, closed));
    assertThat(change.id()).isGreaterThan(start.of(source));
    assertThat(of(chat, feed.within(source, List.of(new IdRange(change.id(), change.id())))))
        .containsExactly(change);
  }

  private static List<Change> of(ChatId chat, List<Change> changes) {
    return changes.stream().filter(change -> change.chat().equals(chat)).toList();
  }

  private static List<Long> versions(List<Change> changes) {
    return changes.stream()
        .filter(Changed.class::isInstance)
        .map(ChangeFeedContract::number)
        .sorted()
        .toList();
  }

  private static long first(Source source, List<Change> changes) {
    return changes.stream()
        .filter(change -> change.source() == source)
        .mapToLong(Change::id)
        .min()
        .orElseThrow();
  }

  /** The seq of a message, the version after any other change. */
  private static long number(Change change) {
    return switch (change) {
      case Posted posted -> posted.seq();
      case Changed changed -> changed.version();
    };
  }
}
