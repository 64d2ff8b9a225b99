package io.chats.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReadMarksTest {

  private static final int USERS = 4;
  private static final int LAST_SEQ = 12;

  /** A user reads up to a message. */
  record Reading(UserId reader, UserType type, long seq) {}

  @Property
  void numbersNeverFall(@ForAll("readings") List<Reading> readings) {
    ReadMarks before = ReadMarks.NONE;
    for (Reading reading : readings) {
      ReadMarks after = mark(before, reading);
      assertThat(after.byClient()).isGreaterThanOrEqualTo(before.byClient());
      assertThat(after.byStaff()).isGreaterThanOrEqualTo(before.byStaff());
      assertThat(after.furthest()).isGreaterThanOrEqualTo(before.furthest());
      assertThat(after.byOthers()).isGreaterThanOrEqualTo(before.byOthers());
      before = after;
    }
  }

  @Property
  void equalTheMaximaOfAllReadings(@ForAll("readings") List<Reading> readings) {
    ReadMarks marks = marks(readings);
    assertThat(marks.furthest()).isEqualTo(furthest(readings, r -> true));
    assertThat(marks.byClient()).isEqualTo(furthest(readings, r -> r.type() == UserType.CLIENT));
    assertThat(marks.byStaff()).isEqualTo(furthest(readings, r -> r.type().side() == Side.STAFF));
  }

  @Property
  void byOthersIsTheMaximumOverAllButTheFurthestReader(@ForAll("readings") List<Reading> readings) {
    ReadMarks marks = marks(readings);
    Predicate<Reading> byFurthest = r -> marks.furthestReader().equals(Optional.of(r.reader()));
    assertThat(marks.furthest()).isEqualTo(furthest(readings, byFurthest));
    assertThat(marks.byOthers()).isEqualTo(furthest(readings, byFurthest.negate()));
  }

  @Property
  void readingAgainIsNoNews(@ForAll("readings") List<Reading> readings) {
    ReadMarks marks = marks(readings);
    assertThat(readings).allSatisfy(reading -> assertThat(mark(marks, reading)).isEqualTo(marks));
  }

  @Property
  void statusNeverGoesBack(
      @ForAll("readings") List<Reading> readings, @ForAll("messages") Message message) {
    MessageStatus before = MessageStatus.RECEIVED;
    ReadMarks marks = ReadMarks.NONE;
    for (Reading reading : readings) {
      marks = mark(marks, reading);
      assertThat(marks.statusOf(message)).isGreaterThanOrEqualTo(before);
      before = marks.statusOf(message);
    }
  }

  @Property
  void aMessageIsReadOnceItsOtherSideHasReadIt(
      @ForAll("readings") List<Reading> readings, @ForAll("messages") Message message) {
    boolean read = furthest(readings, r -> isForReader(message, r)) >= message.seq();
    assertThat(marks(readings).statusOf(message))
        .isEqualTo(read ? MessageStatus.READ : MessageStatus.RECEIVED);
  }

  @Property
  void readByOpponentsAgreesWithTheStatusOfMessages(
      @ForAll("readings") List<Reading> readings, @ForAll("texts") Message message) {
    ReadMarks marks = marks(readings);
    long read = marks.readByOpponentsOf(message.author(), message.sender());
    assertThat(marks.statusOf(message) == MessageStatus.READ).isEqualTo(message.seq() <= read);
  }

  @Example
  void aNewFurthestReaderLeavesTheFormerAsTheFurthestOther() {
    ReadMarks marks =
        marks(
            List.of(
                new Reading(user(1), UserType.CLIENT, 5),
                new Reading(user(2), UserType.DOCTOR, 3),
                new Reading(user(2), UserType.DOCTOR, 7)));
    assertThat(marks).isEqualTo(new ReadMarks(5, 7, 7, Optional.of(user(2)), 5));
  }

  @Provide
  static Arbitrary<List<Reading>> readings() {
    return Combinators.combine(users(), types(), Arbitraries.longs().between(0, LAST_SEQ))
        .as(Reading::new)
        .list()
        .ofMaxSize(20);
  }

  @Provide
  static Arbitrary<Message> messages() {
    return messages(Arbitraries.of(MessageType.class));
  }

  @Provide
  static Arbitrary<Message> texts() {
    return messages(Arbitraries.just(MessageType.MESSAGE));
  }

  private static Arbitrary<Message> messages(Arbitrary<MessageType> messageTypes) {
    return Combinators.combine(
            users(), types(), messageTypes, Arbitraries.longs().between(1, LAST_SEQ))
        .as(ReadMarksTest::message);
  }

  private static Arbitrary<UserId> users() {
    return Arbitraries.longs().between(1, USERS).map(UserId::new);
  }

  private static Arbitrary<UserType> types() {
    return Arbitraries.of(UserType.class);
  }

  private static Message message(UserId author, UserType sender, MessageType type, long seq) {
    return new Message(
        new MessageId(seq),
        seq,
        new ChatId(1),
        author,
        sender,
        Optional.empty(),
        new Content(type, "text", Map.of(), Optional.empty()),
        Instant.EPOCH,
        false);
  }

  private static ReadMarks marks(List<Reading> readings) {
    return readings.stream().reduce(ReadMarks.NONE, ReadMarksTest::mark, (earlier, later) -> later);
  }

  private static ReadMarks mark(ReadMarks marks, Reading reading) {
    return marks.mark(reading.reader(), reading.type(), reading.seq());
  }

  private static long furthest(List<Reading> readings, Predicate<Reading> wanted) {
    return readings.stream().filter(wanted).mapToLong(Reading::seq).max().orElse(0);
  }

  /** Someone of the other side, or anyone but the author: spec 4, word for word. */
  private static boolean isForReader(Message message, Reading reading) {
    if (message.content().type() == MessageType.SYSTEM || message.sender() == UserType.BOT) {
      return !reading.reader().equals(message.author());
    }
    boolean byStaff = reading.type() == UserType.DOCTOR || reading.type() == UserType.OPERATOR;
    return message.sender() == UserType.CLIENT ? byStaff : reading.type() == UserType.CLIENT;
  }

  private static UserId user(long id) {
    return new UserId(id);
  }
}
