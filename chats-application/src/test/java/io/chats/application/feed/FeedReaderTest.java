package io.chats.application.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.application.feed.FeedReader.Reading;
import io.chats.domain.port.ChangeFeed.Change;
import io.chats.domain.port.ChangeFeed.Source;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed tells every commit, in whatever order ids appear (spec G5). */
class FeedReaderTest {

  private long now = Long.MAX_VALUE - 1_000_000_000; // the scale may overflow
  private final FakeFeed feed = new FakeFeed();
  private final FeedReader reader = new FeedReader(feed, () -> now);

  @Test
  void startsAtTheEndAndSaysThatItMissedWhatCameBefore() {
    feed.commit(Source.MESSAGES, 1, 2);
    assertThat(reader.settledMessage()).isZero();
    assertThat(reader.read()).isEqualTo(new Reading(List.of(), false));
    assertThat(reader.settledMessage()).isEqualTo(2);
    feed.commit(Source.MESSAGES, 3);
    feed.commit(Source.HISTORY, 1);
    feed.commit(Source.UPDATES, 1);
    assertThat(ids()).containsExactlyInAnyOrder("MESSAGES 3", "HISTORY 1", "UPDATES 1");
    assertThat(ids()).isEmpty();
  }

  @Test
  void findsWhatWasBeingCommittedWhenItStarted() {
    feed.commit(Source.MESSAGES, 1, 2, 5);
    reader.read();
    assertThat(reader.settledMessage()).isEqualTo(2);
    feed.commit(Source.MESSAGES, 4);
    assertThat(ids()).containsExactly("MESSAGES 4");
  }

  @Test
  void startsAgainWhenTheDatabaseWasAwayAtTheStart() {
    feed.commit(Source.MESSAGES, 1, 2, 5);
    feed.failAfter(1);
    assertThatThrownBy(reader::read).isInstanceOf(StoreUnavailableException.class);
    assertThat(reader.read()).isEqualTo(new Reading(List.of(), false));
    feed.commit(Source.MESSAGES, 4);
    assertThat(ids()).containsExactly("MESSAGES 4");
  }

  @Test
  void costsOneCallWhileNothingIsMissing() {
    reader.read();
    int before = feed.calls();
    reader.read();
    assertThat(feed.calls() - before).isEqualTo(1);
  }

  @Test
  void findsIdsThatAppearAfterHigherOnes() {
    reader.read();
    feed.commit(Source.MESSAGES, 3, 7);
    assertThat(ids()).containsExactly("MESSAGES 3", "MESSAGES 7");
    assertThat(reader.settledMessage()).as("1 and 2 may still appear").isZero();
    feed.commit(Source.MESSAGES, 5, 1);
    assertThat(ids()).containsExactlyInAnyOrder("MESSAGES 1", "MESSAGES 5");
    assertThat(ids()).isEmpty();
    feed.commit(Source.MESSAGES, 2, 4, 6);
    assertThat(ids()).hasSize(3);
    assertThat(reader.settledMessage()).isEqualTo(7);
    assertThat(reader.lastMessage()).isEqualTo(7);
  }

  @Test
  void findsATransactionThatWasOpenFor40Seconds() {
    reader.read();
    feed.commit(Source.MESSAGES, 2);
    reader.read();
    pass(Duration.ofSeconds(40));
    feed.commit(Source.MESSAGES, 1);
    assertThat(ids()).containsExactly("MESSAGES 1");
  }

  @Test
  void forgetsIdsThatNoTransactionCanStillCommit() {
    reader.read();
    feed.commit(Source.MESSAGES, 2);
    reader.read();
    pass(FeedReader.LONGEST_TRANSACTION);
    reader.read();
    assertThat(reader.settledMessage()).isEqualTo(2);
    int before = feed.calls();
    reader.read();
    assertThat(feed.calls() - before).isEqualTo(1);
  }

  @Test
  void saysForAsLongAsItMayMatterThatItRemembersNotAllGaps() {
    reader.read();
    for (long id = 2; id <= 2 * (FeedReader.MAX_MISSING + 2); id += 2) {
      feed.commit(Source.MESSAGES, id);
    }
    assertThat(reader.read().isComplete()).isFalse();
    pass(FeedReader.LONGEST_TRANSACTION.minusSeconds(1));
    assertThat(reader.read().isComplete()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(reader.read().isComplete()).isTrue();
  }

  @Test
  void skipsMessagesButNoHistoryWhenItIsFarBehind() {
    reader.read();
    long many = (long) FeedReader.PAGE * FeedReader.MAX_PAGES + 10;
    feed.commit(Source.MESSAGES, LongStream.rangeClosed(1, many).toArray());
    feed.commit(Source.HISTORY, LongStream.rangeClosed(1, many).toArray());
    Reading first = reader.read();
    assertThat(first.isComplete()).isFalse();
    assertThat(reader.lastMessage()).isEqualTo(many);
    Reading second = reader.read();
    assertThat(second.changes()).hasSize(10);
    assertThat(second.changes()).allMatch(change -> change.source() == Source.HISTORY);
  }

  /** A session that resumes behind them would otherwise miss what is committed late. */
  @Test
  void whatItPassedOverIsSettledOnceNoTransactionCanCommitThere() {
    reader.read();
    long read = (long) FeedReader.PAGE * FeedReader.MAX_PAGES;
    feed.commit(Source.MESSAGES, LongStream.rangeClosed(1, read).toArray());
    feed.commit(Source.MESSAGES, read + 5); // those before may appear yet
    reader.read();
    assertThat(reader.settledMessage()).isEqualTo(read);
    assertThat(reader.lastMessage()).isEqualTo(read + 5);
    pass(FeedReader.LONGEST_TRANSACTION);
    reader.read();
    assertThat(reader.settledMessage()).isEqualTo(read + 5);
  }

  /** As where every third id is given, or much is rolled back for hours. */
  @Test
  void settlesMessagesHoweverLongThereAreTooManyGaps() {
    reader.read();
    long last = 0;
    for (int minute = 0; minute < 10; minute++) {
      for (int gap = 0; gap <= FeedReader.MAX_MISSING; gap++) {
        last += 3;
        feed.commit(Source.MESSAGES, last);
      }
      assertThat(reader.read().isComplete()).isFalse();
      pass(Duration.ofMinutes(1));
    }
    assertThat(last - reader.settledMessage()).isLessThan(3 * 5 * (FeedReader.MAX_MISSING + 1));
  }

  @Test
  void losesNothingWhenTheDatabaseGoesAwayInTheMiddle() {
    reader.read();
    feed.commit(Source.MESSAGES, LongStream.rangeClosed(2, FeedReader.PAGE + 2).toArray());
    feed.failAfter(1);
    assertThatThrownBy(reader::read).isInstanceOf(StoreUnavailableException.class);
    feed.commit(Source.MESSAGES, 1);
    assertThat(reader.read().changes()).hasSize(FeedReader.PAGE + 2).doesNotHaveDuplicates();
  }

  @Test
  void startsAnewWhenAnOlderDatabaseWasRestored() {
    feed.commit(Source.MESSAGES, 1, 2, 3);
    reader.read();
    reader.checkEnd();
    assertThat(reader.read().isComplete()).isTrue();
    feed.restoreUpTo(Source.MESSAGES, 1);
    reader.checkEnd();
    assertThat(reader.read().isComplete()).isFalse();
    feed.commit(Source.MESSAGES, 2);
    assertThat(ids()).containsExactly("MESSAGES 2");
  }

  /**
   * A user joined by a transaction whose id is missing, and a message followed at once: once that
   * is settled, a session that enters is not sent it.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void settlesNoMessageBeforeItToldWhoJoinedBefore(int call) {
    reader.read();
    feed.commit(Source.HISTORY, 2);
    reader.read();
    feed.beforeCall(
        call,
        () -> {
          feed.commit(Source.HISTORY, 1);
          feed.commit(Source.MESSAGES, 1);
        });
    List<String> told = ids();
    assertThat(reader.settledMessage() == 0 || told.contains("HISTORY 1")).isTrue();
    told = Stream.concat(told.stream(), ids().stream()).toList();
    assertThat(told).containsExactlyInAnyOrder("HISTORY 1", "MESSAGES 1");
  }

  /** Ids are committed in any order, with some that never are, and readings in between. */
  @Property(tries = 300)
  void tellsEveryCommitOnceWhateverTheOrder(@ForAll Random random) {
    FakeFeed any = new FakeFeed();
    FeedReader reading = new FeedReader(any, () -> 0);
    reading.read();
    List<Long> open = new ArrayList<>();
    Set<Long> committed = new HashSet<>();
    List<Long> told = new ArrayList<>();
    for (long id = 1; id <= 200; id++) {
      open.add(id);
      while (!open.isEmpty() && random.nextInt(3) > 0) {
        long done = open.remove(random.nextInt(open.size()));
        if (random.nextInt(10) > 0) {
          any.commit(Source.MESSAGES, done);
          committed.add(done);
        }
      }
      if (random.nextInt(4) == 0) {
        reading.read().changes().forEach(change -> told.add(change.id()));
        long settled = reading.settledMessage();
        assertThat(told).containsAll(upTo(committed, settled));
        assertThat(open).noneMatch(it -> it <= settled);
      }
    }
    reading.read().changes().forEach(change -> told.add(change.id()));
    assertThat(told).containsExactlyInAnyOrderElementsOf(committed);
  }

  private static List<Long> upTo(Set<Long> ids, long last) {
    return ids.stream().filter(id -> id <= last).toList();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private List<String> ids() {
    return reader.read().changes().stream().map(FeedReaderTest::name).toList();
  }

  private static String name(Change change) {
    return change.source() + " " + change.id();
  }
}
