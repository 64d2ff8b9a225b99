package io.chats.domain.model;

import static io.chats.domain.model.Samples.active;
import static io.chats.domain.model.Samples.conversation;
import static io.chats.domain.model.Samples.former;
import static io.chats.domain.model.Samples.inherited;
import static io.chats.domain.model.Samples.read;
import static io.chats.domain.model.Samples.user;
import static io.chats.domain.model.Samples.withMark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chats.domain.id.UserId;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rules by which participants change (spec 4), by example. */
class ConversationTest {

  private static final UserId CLIENT = user(1);
  private static final UserId DOCTOR = user(2);
  private static final UserId OTHER = user(3);

  @Nested
  class Subscribing {

    @Test
    void addsAParticipantWhoHasReadNothing() {
      Conversation before = conversation(active(1, UserType.CLIENT));
      Conversation after = before.subscribe(DOCTOR, UserType.DOCTOR).orElseThrow().after();
      assertThat(after.participants().active())
          .containsExactly(
              active(1, UserType.CLIENT), Subscription.joined(DOCTOR, UserType.DOCTOR, 11, 5));
    }

    @Test
    void activatesAFormerOneWithTheMarkTheyHadAsTheLatest() {
      Conversation before =
          conversation(withMark(former(2, UserType.DOCTOR), read(4)), active(3, UserType.OPERATOR));
      Conversation after = before.subscribe(DOCTOR, UserType.OPERATOR).orElseThrow().after();
      assertThat(after.participants().all())
          .containsExactly(
              active(3, UserType.OPERATOR),
              new Subscription(DOCTOR, UserType.OPERATOR, true, 11, 5, read(4)));
    }

    @Test
    void anewUnderAnotherTypeChangesOnlyTheType() {
      Conversation before =
          conversation(withMark(active(2, UserType.DOCTOR), read(4)), active(3, UserType.BOT));
      Conversation after = before.subscribe(DOCTOR, UserType.OPERATOR).orElseThrow().after();
      assertThat(after.participants().all())
          .containsExactly(
              withMark(active(2, UserType.OPERATOR), read(4)), active(3, UserType.BOT));
    }
  }

  /** At most 1,000 active participants (spec 10). */
  @Nested
  class Full {

    private final Conversation full =
        conversation(
            active(1, UserType.CLIENT), active(2, UserType.BOT), former(3, UserType.DOCTOR));

    @Test
    void letsInAsManyAsTheLimitAndNobodyElse() {
      assertThat(full.subscribe(OTHER, UserType.DOCTOR, 3)).isPresent();
      for (int limit : List.of(2, 1)) {
        assertThatExceptionOfType(RefusedException.class)
            .isThrownBy(() -> full.subscribe(OTHER, UserType.DOCTOR, limit))
            .extracting(RefusedException::refusal)
            .isEqualTo(new Refusal.TooManyParticipants(full.chat().id(), limit));
      }
    }

    @Test
    void hasADocumentedLimit() {
      Subscription[] many =
          LongStream.rangeClosed(1, 1000)
              .mapToObj(user -> active(user, UserType.OPERATOR))
              .toArray(Subscription[]::new);
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> conversation(many).subscribe(user(1001), UserType.OPERATOR))
          .extracting(e -> e.refusal().code().number())
          .isEqualTo(113);
    }

    @Test
    void letsWhoeverTakesPartRepeatTheirSubscriptionOrChangeItsType() {
      assertThat(full.subscribe(CLIENT, UserType.CLIENT, 1)).isEmpty();
      assertThat(full.subscribe(CLIENT, UserType.OPERATOR, 1)).isPresent();
    }

    @Test
    void canBeHandedOverLeftAndClosed() {
      Conversation after = full.handOver(CLIENT, OTHER).orElseThrow().after();
      assertThat(after.participants().active()).hasSize(2);
      assertThat(after.unsubscribe(DOCTOR)).isPresent();
      assertThat(after.close()).isPresent();
    }
  }

  @Nested
  class Unsubscribing {

    @Test
    void keepsTheSubscriptionAsFormer() {
      Conversation before = conversation(withMark(active(2, UserType.DOCTOR), read(4)));
      Conversation after = before.unsubscribe(DOCTOR).orElseThrow().after();
      assertThat(after.participants().all())
          .containsExactly(withMark(former(2, UserType.DOCTOR), read(4)));
    }

    @Test
    void aUserWhoNeverTookPartChangesNothing() {
      assertThat(conversation(former(2, UserType.DOCTOR)).unsubscribe(DOCTOR)).isEmpty();
      assertThat(conversation().unsubscribe(DOCTOR)).isEmpty();
    }
  }

  @Nested
  class HandingOver {

    @Test
    void givesTypeAndMarkToANewUserAndEndsTheOldSubscription() {
      Conversation before = conversation(withMark(active(2, UserType.DOCTOR), read(4)));
      Conversation after = before.handOver(DOCTOR, OTHER).orElseThrow().after();
      assertThat(after.participants().all())
          .containsExactly(
              withMark(former(2, UserType.DOCTOR), read(4)),
              new Subscription(OTHER, UserType.DOCTOR, true, 11, 5, inherited(4)));
    }

    @Test
    void toAFormerParticipantLeavesThemTheirOwnMarkWhenItIsAsFar() {
      Subscription otherBefore = withMark(former(3, UserType.OPERATOR), read(4));
      assertThat(markHandedOver(read(4), otherBefore)).isEqualTo(read(4));
      assertThat(markHandedOver(read(3), otherBefore)).isEqualTo(read(4));
      assertThat(markHandedOver(read(5), otherBefore)).isEqualTo(inherited(5));
    }

    @Test
    void passesAnInheritedMarkOnAsInherited() {
      assertThat(markHandedOver(inherited(4), former(3, UserType.DOCTOR))).isEqualTo(inherited(4));
    }

    @Test
    void ofAUserWhoReadNothingInheritsNothing() {
      assertThat(markHandedOver(ReadMark.NONE, former(3, UserType.DOCTOR)))
          .isEqualTo(ReadMark.NONE);
    }

    @Test
    void neverCountsAsRead() {
      Conversation before = conversation(withMark(active(2, UserType.DOCTOR), inherited(5)));
      Conversation after = before.handOver(DOCTOR, OTHER).orElseThrow().after();
      assertThat(after.chat().readMarks()).isEqualTo(before.chat().readMarks());
    }

    @Test
    void isRefusedWhenTheOldUserDoesNotTakePart() {
      assertUnchangeable(
          () -> conversation(former(2, UserType.DOCTOR)).handOver(DOCTOR, OTHER),
          "the old user does not take part");
      assertUnchangeable(
          () -> conversation().handOver(DOCTOR, OTHER), "the old user does not take part");
    }

    @Test
    void isRefusedWhenTheNewUserTakesPartAlready() {
      Conversation both = conversation(active(2, UserType.DOCTOR), active(3, UserType.DOCTOR));
      assertUnchangeable(() -> both.handOver(DOCTOR, OTHER), "the new user already takes part");
      assertUnchangeable(() -> both.handOver(DOCTOR, DOCTOR), "the new user already takes part");
    }

    private ReadMark markHandedOver(ReadMark old, Subscription otherBefore) {
      Conversation before = conversation(withMark(active(2, UserType.DOCTOR), old), otherBefore);
      Conversation after = before.handOver(DOCTOR, OTHER).orElseThrow().after();
      return after.requireActive(OTHER).mark();
    }

    private void assertUnchangeable(ThrowingCallable handingOver, String reason) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(handingOver)
          .satisfies(refused ->
              assertThat(refused.refusal())
                  .isInstanceOf(Refusal.SubscriberUnchangeable.class)
                  .extracting(Refusal::explanation)
                  .asString()
                  .endsWith(reason));
    }
  }

  @Nested
  class Closing {

    @Test
    void changesNothingButTheStatus() {
      Conversation before = conversation(active(1, UserType.CLIENT));
      Conversation.Decision decision = before.close().orElseThrow();
      assertThat(decision.changed()).isEmpty();
      assertThat(decision.after().chat().isClosed()).isTrue();
      assertThat(decision.after().participants()).isEqualTo(before.participants());
      assertThat(decision.after().chat().participantsVersion())
          .isEqualTo(before.chat().participantsVersion());
    }

    @Test
    void leavesParticipantsChangeable() {
      Conversation closed = conversation(active(2, UserType.DOCTOR)).close().orElseThrow().after();
      assertThat(closed.subscribe(CLIENT, UserType.CLIENT)).isPresent();
      assertThat(closed.handOver(DOCTOR, OTHER)).isPresent();
      assertThat(closed.unsubscribe(DOCTOR).orElseThrow().after().chat().isClosed()).isTrue();
    }
  }

  @Test
  void requiresAnActiveParticipant() {
    Conversation conversation =
        conversation(active(1, UserType.CLIENT), former(2, UserType.DOCTOR));
    assertThat(conversation.requireActive(CLIENT)).isEqualTo(active(1, UserType.CLIENT));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> conversation.requireActive(DOCTOR))
        .extracting(RefusedException::refusal)
        .isEqualTo(new Refusal.NotAParticipant(conversation.chat().id(), DOCTOR));
  }
}
