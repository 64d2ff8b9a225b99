package io.chats.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.refusal.ErrorCode;
import io.chats.domain.refusal.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The rules of read marks (spec 4), over all sequences of reading and of handing over. */
class ReadRequestPropertiesTest {

  private static final ChatId CHAT = new ChatId(1);
  private static final int USERS = 4;
  private static final int LAST_SEQ = 9;
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** A user reads up to a message, or hands the subscription over to another one. */
  sealed interface Step {}

  record Read(UserId reader, long seq) implements Step {}

  record HandOver(UserId from, UserId to) implements Step {}

  /** A step that was carried out. */
  record Done(
      Step step, Conversation before, Conversation after, Optional<ReadRequest.Decision> read) {}

  @Property
  void marksNeverFall(@ForAll("steps") List<Step> steps) {
    for (Done done : run(steps)) {
      for (Subscription before : done.before().participants().all()) {
        Subscription after = done.after().participants().find(before.user()).orElseThrow();
        assertThat(after.mark().seq()).isGreaterThanOrEqualTo(before.mark().seq());
      }
      ReadMarks before = done.before().chat().readMarks();
      ReadMarks after = done.after().chat().readMarks();
      assertThat(after.byClient()).isGreaterThanOrEqualTo(before.byClient());
      assertThat(after.byStaff()).isGreaterThanOrEqualTo(before.byStaff());
      assertThat(after.furthest()).isGreaterThanOrEqualTo(before.furthest());
    }
  }

  @Property
  void theReaderHasReadAtLeastUpToTheMessage(@ForAll("steps") List<Step> steps) {
    for (Done done : run(steps)) {
      if (done.step() instanceof Read read) {
        ReadMark mark = mark(done.after(), read.reader());
        assertThat(mark.seq()).isGreaterThanOrEqualTo(read.seq());
        assertThat(done.after().chat().readMarks().furthest()).isGreaterThanOrEqualTo(read.seq());
      }
    }
  }

  @Property
  void everyDecisionRaisesTheVersionByOneAndKeepsTheRest(@ForAll("steps") List<Step> steps) {
    for (Done done : run(steps)) {
      if (done.step() instanceof Read) {
        Chat before = done.before().chat();
        Chat after = done.after().chat();
        assertThat(after)
            .isEqualTo(
                new Chat(
                    before.id(),
                    before.order(),
                    before.status(),
                    before.createdAt(),
                    before.lastUpdateAt(),
                    before.lastSeq(),
                    before.version() + (done.read().isPresent() ? 1 : 0),
                    before.participantsVersion(),
                    after.readMarks()));
        assertThat(done.after().participants().version()).isEqualTo(after.participantsVersion());
      }
    }
  }

  @Property
  void aDecisionChangesAMarkAndNothingElseIsOne(@ForAll("steps") List<Step> steps) {
    for (Done done : run(steps)) {
      if (done.step() instanceof Read read) {
        boolean own = read.seq() > mark(done.before(), read.reader()).seq();
        ReadMarks before = done.before().chat().readMarks();
        UserType type = subscription(done.before(), read.reader()).type();
        ReadMarks expected = before.mark(read.reader(), type, read.seq());
        boolean chats = !expected.equals(before);
        assertThat(done.after().chat().readMarks()).isEqualTo(expected);
        assertThat(done.read().isPresent()).isEqualTo(own || chats);
        assertThat(done.read().flatMap(ReadRequest.Decision::moved).isPresent()).isEqualTo(own);
      }
    }
  }

  @Property
  void readingAgainChangesNothing(@ForAll("steps") List<Step> steps) {
    for (Done done : run(steps)) {
      if (done.step() instanceof Read read) {
        assertThat(decide(done.after(), read)).isEmpty();
      }
    }
  }

  @Property
  void aMovedMarkIsTheReadersOwn(@ForAll("steps") List<Step> steps) {
    for (Done done : run(steps)) {
      if (done.step() instanceof Read read) {
        Subscription before = subscription(done.before(), read.reader());
        done.read()
            .flatMap(ReadRequest.Decision::moved)
            .ifPresent(moved -> {
              assertThat(moved.mark())
                  .isEqualTo(new ReadMark(read.seq(), false, Optional.of(NOON)));
              assertThat(moved.user()).isEqualTo(before.user());
              assertThat(moved.type()).isEqualTo(before.type());
              assertThat(moved.joinedVersion()).isEqualTo(before.joinedVersion());
              assertThat(moved.active()).isTrue();
            });
      }
    }
  }

  /** The chat's marks, on which the status of messages depends, leave inherited ones out. */
  @Property
  void inheritedMarksCountForUnreadMessagesOnly(@ForAll("steps") List<Step> steps) {
    Map<UserId, Long> own = new HashMap<>();
    for (Done done : run(steps)) {
      if (done.step() instanceof Read read) {
        own.merge(read.reader(), read.seq(), Math::max);
      } else {
        assertThat(done.after().chat().readMarks()).isEqualTo(done.before().chat().readMarks());
      }
      assertThat(done.after().chat().readMarks().furthest())
          .isEqualTo(own.values().stream().mapToLong(seq -> seq).max().orElse(0));
    }
  }

  @Property
  void onlyAMarkOfAClientThatMovesMayEndAnUnreadSpell(@ForAll("steps") List<Step> steps) {
    for (Done done : run(steps)) {
      done.read()
          .ifPresent(decision -> {
            UserId reader = ((Read) done.step()).reader();
            boolean client = subscription(done.before(), reader).type() == UserType.CLIENT;
            boolean moves = mark(done.after(), reader).seq() > mark(done.before(), reader).seq();
            assertThat(decision.mayEndUnreadSpell()).isEqualTo(client && moves);
          });
    }
  }

  @Property
  void aUserWhoDoesNotTakePartIsRefused(
      @ForAll("steps") List<Step> steps, @ForAll("users") UserId user) {
    Conversation conversation = start();
    for (Done done : run(steps)) {
      conversation = done.after();
    }
    Read read = new Read(user, 1);
    Conversation last = conversation;
    if (last.participants().active(user).isEmpty()) {
      assertRefused(ErrorCode.NOT_A_PARTICIPANT, () -> decide(last, read));
    } else {
      decide(last, read);
    }
  }

  @Example
  void aMessageThatTheChatDoesNotHaveIsRefused() {
    Optional<Subscription> own = start().participants().active(new UserId(1));
    ReadRequest request = request(new Read(new UserId(1), 5));
    assertRefused(
        ErrorCode.BAD_MESSAGE_ID, () -> request.decide(start().chat(), own, OptionalLong.empty()));
    assertRefused(
        ErrorCode.NOT_A_PARTICIPANT,
        () -> request.decide(start().chat(), Optional.empty(), OptionalLong.empty()));
  }

  @Provide
  static Arbitrary<List<Step>> steps() {
    Arbitrary<Step> reads =
        Combinators.combine(users(), Arbitraries.longs().between(1, LAST_SEQ)).as(Read::new);
    Arbitrary<Step> handOvers = Combinators.combine(users(), users()).as(HandOver::new);
    return Arbitraries.frequencyOf(Tuple.of(3, reads), Tuple.of(1, handOvers)).list().ofMaxSize(20);
  }

  @Provide
  static Arbitrary<UserId> users() {
    return Arbitraries.longs().between(1, USERS).map(UserId::new);
  }

  /** An opened chat of some messages; a client, a doctor and a bot take part in it. */
  private static Conversation start() {
    Chat chat =
        new Chat(
            CHAT, new OrderId(1), ChatStatus.OPENED, NOON, NOON, LAST_SEQ, 20, 4, ReadMarks.NONE);
    List<Subscription> all =
        List.of(
            Subscription.joined(new UserId(1), UserType.CLIENT, 2, 0),
            Subscription.joined(new UserId(2), UserType.DOCTOR, 3, 0),
            Subscription.joined(new UserId(3), UserType.BOT, 4, 0));
    return new Conversation(chat, new Participants(4, all));
  }

  /** Carries out the steps that are allowed. */
  private static List<Done> run(List<Step> steps) {
    List<Done> done = new ArrayList<>();
    Conversation now = start();
    for (Step step : steps) {
      Optional<Done> next = run(step, now);
      next.ifPresent(done::add);
      now = next.map(Done::after).orElse(now);
    }
    return done;
  }

  private static Optional<Done> run(Step step, Conversation before) {
    return switch (step) {
      case Read read ->
          before
              .participants()
              .active(read.reader())
              .map(own -> {
                Optional<ReadRequest.Decision> decision = decide(before, read);
                return new Done(read, before, after(before, own, decision), decision);
              });
      case HandOver handOver -> {
        try {
          Conversation after =
              before.handOver(handOver.from(), handOver.to()).orElseThrow().after();
          yield Optional.of(new Done(handOver, before, after, Optional.empty()));
        } catch (RefusedException e) {
          yield Optional.empty();
        }
      }
    };
  }

  private static Conversation after(
      Conversation before, Subscription own, Optional<ReadRequest.Decision> decision) {
    Participants participants = before.participants();
    Function<ReadRequest.Decision, Conversation> apply =
        it ->
            new Conversation(
                it.after(),
                participants.with(participants.version(), List.of(it.moved().orElse(own))));
    return decision.map(apply).orElse(before);
  }

  private static Optional<ReadRequest.Decision> decide(Conversation conversation, Read read) {
    return request(read)
        .decide(
            conversation.chat(),
            conversation.participants().find(read.reader()),
            OptionalLong.of(read.seq()));
  }

  private static ReadRequest request(Read read) {
    return new ReadRequest(
        new ParticipantKey(CHAT, read.reader()), new MessageId(100 + read.seq()), NOON);
  }

  private static Subscription subscription(Conversation conversation, UserId user) {
    return conversation.participants().find(user).orElseThrow();
  }

  private static ReadMark mark(Conversation conversation, UserId user) {
    return subscription(conversation, user).mark();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .extracting(refused -> refused.refusal().code())
        .isEqualTo(code);
  }
}
