package io.chats.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chats.domain.id.UserId;
import io.chats.domain.refusal.ErrorCode;
import io.chats.domain.refusal.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The rules by which participants change (spec 4), over all sequences of steps. */
class ConversationPropertiesTest {

  private static final int USERS = 4;

  @Property
  void doesWhatTheNaiveModelDoes(@ForAll("steps") List<ConversationStep> steps) {
    NaiveConversation naive = new NaiveConversation();
    Conversation real = Samples.conversation();
    for (ConversationStep step : steps) {
      if (naive.refuses(step)) {
        assertRefused(step, real);
      } else {
        Optional<Conversation.Decision> decision = step.decide(real);
        assertThat(decision.isPresent()).as("%s is news", step).isEqualTo(naive.apply(step));
        real = decision.map(Conversation.Decision::after).orElse(real);
      }
      assertThat(active(real)).isEqualTo(naive.active());
      assertThat(real.chat().isClosed()).isEqualTo(naive.isClosed());
    }
  }

  @Property
  void everyDecisionRaisesTheVersionByOneAndKeepsTheRest(
      @ForAll("steps") List<ConversationStep> steps) {
    Conversation before = Samples.conversation();
    for (ConversationStep step : steps) {
      Optional<Conversation.Decision> decision = decide(step, before);
      if (decision.isPresent()) {
        Conversation after = decision.get().after();
        assertThat(after.chat()).isEqualTo(expected(before.chat(), step));
        assertThat(after.participants().version()).isEqualTo(after.chat().participantsVersion());
        before = after;
      }
    }
  }

  @Property
  void changedNamesExactlyTheSubscriptionsThatDiffer(
      @ForAll("steps") List<ConversationStep> steps) {
    Conversation before = Samples.conversation();
    for (ConversationStep step : steps) {
      Optional<Conversation.Decision> decision = decide(step, before);
      if (decision.isPresent()) {
        Conversation after = decision.get().after();
        List<Subscription> untouched = before.participants().all();
        assertThat(decision.get().changed())
            .containsExactlyInAnyOrderElementsOf(
                after.participants().all().stream().filter(s -> !untouched.contains(s)).toList());
        before = after;
      }
    }
  }

  @Property
  void repeatingAStepChangesNothing(@ForAll("steps") List<ConversationStep> steps) {
    Conversation conversation = Samples.conversation();
    for (ConversationStep step : steps) {
      conversation = decide(step, conversation).map(d -> d.after()).orElse(conversation);
      assertThat(decide(step, conversation)).isEmpty();
    }
  }

  @Property
  void aUserHasOneSubscriptionForEver(@ForAll("steps") List<ConversationStep> steps) {
    Conversation conversation = Samples.conversation();
    for (ConversationStep step : steps) {
      List<UserId> before = users(conversation);
      conversation = decide(step, conversation).map(d -> d.after()).orElse(conversation);
      assertThat(users(conversation)).doesNotHaveDuplicates().containsAll(before);
    }
  }

  @Provide
  static Arbitrary<List<ConversationStep>> steps() {
    Arbitrary<UserId> user = Arbitraries.longs().between(1, USERS).map(UserId::new);
    Arbitrary<UserType> type = Arbitraries.of(UserType.class);
    return Arbitraries.<ConversationStep>oneOf(
            List.of(
                Combinators.combine(user, type).as(ConversationStep.Subscribe::new),
                user.map(ConversationStep.Unsubscribe::new),
                Combinators.combine(user, user).as(ConversationStep.HandOver::new),
                Arbitraries.just(new ConversationStep.Close())))
        .list()
        .ofMaxSize(20);
  }

  private static Optional<Conversation.Decision> decide(ConversationStep step, Conversation in) {
    try {
      return step.decide(in);
    } catch (RefusedException refused) {
      return Optional.empty();
    }
  }

  private static void assertRefused(ConversationStep step, Conversation conversation) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> step.decide(conversation))
        .extracting(refused -> refused.refusal().code())
        .isEqualTo(ErrorCode.SUBSCRIBER_UNCHANGEABLE);
  }

  private static Chat expected(Chat before, ConversationStep step) {
    boolean closes = step instanceof ConversationStep.Close;
    return new Chat(
        before.id(),
        before.order(),
        closes ? ChatStatus.CLOSED : before.status(),
        before.createdAt(),
        before.lastUpdateAt(),
        before.lastSeq(),
        before.version() + 1,
        closes ? before.participantsVersion() : before.version() + 1,
        before.readMarks());
  }

  private static Map<UserId, UserType> active(Conversation conversation) {
    return conversation
        .participants()
        .active()
        .collect(Collectors.toMap(Subscription::user, Subscription::type));
  }

  private static List<UserId> users(Conversation conversation) {
    return conversation.participants().all().stream().map(Subscription::user).toList();
  }
}
