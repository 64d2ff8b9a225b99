package io.chats.application.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.event.ChatChange;
import io.chats.domain.id.ChatId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

class ChangeSequenceTest {

  private static final ChatId CHAT = new ChatId(1);

  private ChangeSequence sequence = new ChangeSequence();
  private List<ChatChange> done = new ArrayList<>();

  @BeforeTry
  void startAnew() {
    sequence = new ChangeSequence();
    done = new ArrayList<>();
  }

  @Property
  void returnsEachChangeOnceAndInOrderHoweverTheyArrive(
      @ForAll @Size(max = 100) List<@IntRange(min = 1, max = 5) Integer> steps,
      @ForAll Random random) {
    List<ChatChange> changes = changes(0, steps);
    List<ChatChange> coming = new ArrayList<>(changes);
    changes.stream().filter(c -> random.nextInt(3) == 0).forEach(coming::add);
    Collections.shuffle(coming, random);
    coming.forEach(this::comes);
    assertThat(done).isEqualTo(changes);
    assertThat(sequence.hasGap()).isFalse();
  }

  @Property
  void returnsNothingBeyondAGap(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 5) Integer> steps,
      @ForAll Random random) {
    List<ChatChange> changes = changes(0, steps);
    int missing = random.nextInt(changes.size());
    List<ChatChange> coming = new ArrayList<>(changes);
    coming.remove(missing);
    Collections.shuffle(coming, random);
    coming.forEach(this::comes);
    assertThat(done).isEqualTo(changes.subList(0, missing));
    assertThat(sequence.hasGap()).isEqualTo(missing < changes.size() - 1);
    comes(changes.get(missing));
    assertThat(done).isEqualTo(changes);
  }

  @Property
  void continuesFromTheVersionOfTheDatabase(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 5) Integer> steps,
      @ForAll Random random) {
    List<ChatChange> changes = changes(0, steps);
    int loaded = random.nextInt(changes.size() + 1);
    List<ChatChange> coming = new ArrayList<>(changes);
    Collections.shuffle(coming, random);
    coming.forEach(sequence::add);
    sequence.startAt(loaded == 0 ? 0 : changes.get(loaded - 1).toVersion());
    proceed();
    assertThat(done).isEqualTo(changes.subList(loaded, changes.size()));
  }

  @Test
  void keepsTheNextChangeUntilItIsDone() {
    ChatChange change = change(0, 1);
    sequence.add(change);
    assertThat(sequence.next()).contains(change);
    assertThat(sequence.next()).contains(change);
    assertThat(sequence.version()).isZero();
    sequence.done(change);
    assertThat(sequence.next()).isEmpty();
    assertThat(sequence.version()).isEqualTo(1);
  }

  @Test
  void hasNoGapWhileTheNextChangeIsThere() {
    sequence.add(change(0, 1));
    assertThat(sequence.hasGap()).isFalse();
    sequence.add(change(5, 6));
    assertThat(sequence.hasGap()).isFalse();
    sequence.done(change(0, 1));
    assertThat(sequence.hasGap()).isTrue();
  }

  @Test
  void keepsTheLowestVersionsOfTooMany() {
    List<ChatChange> changes = changes(1, Collections.nCopies(1000, 1));
    changes.reversed().forEach(this::comes);
    assertThat(done).isEmpty();
    comes(change(0, 1));
    assertThat(done).hasSize(ChangeSequence.MAX_WAITING);
    assertThat(sequence.hasGap()).isFalse();
  }

  @Test
  void dropsAllPartsOfAMergedChange() {
    sequence.add(Posts.change(0, 1));
    sequence.add(Posts.change(1, 2));
    sequence.add(change(2, 3));
    sequence.drop(sequence.next().orElseThrow());
    assertThat(sequence.next()).isEmpty();
    sequence.startAt(2);
    assertThat(sequence.next()).contains(change(2, 3));
  }

  @Test
  void mergesPostsThatFollowOneAnother() {
    sequence.add(Posts.change(1, 2));
    sequence.add(Posts.change(0, 1));
    sequence.add(change(2, 3));
    assertThat(sequence.next()).contains(Posts.change(0, 2));
    sequence.done(Posts.change(0, 2));
    assertThat(sequence.next()).contains(change(2, 3));
  }

  @Test
  void returnsAPartlyDoneChangeAsNext() {
    sequence.add(Posts.change(0, 3));
    sequence.startAt(1);
    assertThat(sequence.next()).contains(Posts.change(0, 3));
    sequence.done(Posts.change(0, 3));
    assertThat(sequence.version()).isEqualTo(3);
    sequence.add(Posts.change(2, 4));
    assertThat(sequence.hasGap()).isFalse();
    assertThat(sequence.next()).contains(Posts.change(2, 4));
  }

  private void comes(ChatChange change) {
    sequence.add(change);
    proceed();
  }

  private void proceed() {
    for (Optional<ChatChange> next = sequence.next(); next.isPresent(); next = sequence.next()) {
      done.add(next.get());
      sequence.done(next.get());
    }
  }

  private static List<ChatChange> changes(long from, List<Integer> steps) {
    List<ChatChange> changes = new ArrayList<>();
    long version = from;
    for (int step : steps) {
      changes.add(change(version, version + step));
      version += step;
    }
    return changes;
  }

  private static ChatChange change(long from, long to) {
    return new ChatChange(CHAT, from, to, 1, new ChatChange.Closed());
  }
}
