package io.chats.adapter.redis.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.redis.presence.LocalUserStates.Report;
import io.chats.domain.id.UserId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalUserStatesTest {

  private static final UserId ROWAN = new UserId(1);
  private static final List<UserId> ONLY_ROWAN = List.of(ROWAN);
  private static final Set<UserId> ACCEPTED = Set.of(ROWAN);
  private static final Set<UserId> UNANSWERED = Set.of();

  private final LocalUserStates users = new LocalUserStates("first");

  @Test
  void reportsArrivalAndDeparture() {
    Report arrival = users.arrive(ONLY_ROWAN);
    assertThat(arrival).isEqualTo(new Report("first", true, ONLY_ROWAN));
    assertThat(users.complete(arrival, ACCEPTED)).isEmpty();
    assertThat(users.isHere(ROWAN)).isTrue();
    assertThat(users.arrive(ONLY_ROWAN).users()).as("is known").isEmpty();
    users.complete(users.leave(ONLY_ROWAN), ACCEPTED);
    assertThat(users.isHere(ROWAN)).isFalse();
    assertThat(users.leave(ONLY_ROWAN).users()).as("is known").isEmpty();
    assertThat(users.hasPending()).isFalse();
  }

  @Test
  void sendsOneReportAboutAUserAtATime() {
    Report arrival = users.arrive(ONLY_ROWAN);
    assertThat(users.leave(ONLY_ROWAN).users()).isEmpty();
    assertThat(users.pending(false, 10).users()).isEmpty();
    users.complete(arrival, ACCEPTED);
    assertThat(users.pending(false, 10).users()).containsExactly(ROWAN);
  }

  @Test
  void keepsReportsWithoutAnAnswerPending() {
    users.complete(users.arrive(ONLY_ROWAN), UNANSWERED);
    Report again = users.pending(true, 10);
    assertThat(again.users()).containsExactly(ROWAN);
    users.complete(again, ACCEPTED);
    users.complete(users.leave(ONLY_ROWAN), UNANSWERED);
    assertThat(users.pending(false, 10).users()).containsExactly(ROWAN);
  }

  @Test
  void ignoresAnswersToReportsOfAnEarlierIncarnation() {
    Report arrival = users.arrive(ONLY_ROWAN);
    users.startOver("second", true);
    assertThat(users.complete(arrival, ACCEPTED)).isEmpty();
    assertThat(users.pending(true, 10)).isEqualTo(new Report("second", true, ONLY_ROWAN));
  }

  @Test
  void reportsLostUsersAgainWhoDoNotCountAsReturned() {
    users.complete(users.arrive(ONLY_ROWAN), ACCEPTED);
    users.startOver("second", false);
    Report again = users.pending(true, 10);
    assertThat(again.users()).containsExactly(ROWAN);
    assertThat(users.complete(again, ACCEPTED)).isEmpty();
  }

  @Test
  void reportsUsersAgainWhoWereTakenOverAndCountAsReturned() {
    users.complete(users.arrive(ONLY_ROWAN), ACCEPTED);
    users.startOver("second", true);
    users.complete(users.pending(true, 10), UNANSWERED);
    assertThat(users.complete(users.pending(true, 10), ACCEPTED)).containsExactly(ROWAN);
  }

  @Test
  void leavesADepartureToTheNodeThatTookTheUserOver() {
    users.complete(users.arrive(ONLY_ROWAN), ACCEPTED);
    Report departure = users.leave(ONLY_ROWAN);
    users.startOver("second", true);
    users.complete(departure, UNANSWERED);
    assertThat(users.hasPending()).isFalse();
  }

  @Test
  void reportsNothingAboutAUserWhoWasTakenOverAndLeavesBeforeTheReturnIsReported() {
    users.complete(users.arrive(ONLY_ROWAN), ACCEPTED);
    users.startOver("second", true);
    assertThat(users.leave(ONLY_ROWAN).users()).isEmpty();
    assertThat(users.hasPending()).isFalse();
    assertThat(users.isHere(ROWAN)).isFalse();
  }

  @Test
  void reportsAUserWhoComesBackAfterADepartureWithoutAnAnswer() {
    users.complete(users.arrive(ONLY_ROWAN), ACCEPTED);
    users.complete(users.leave(ONLY_ROWAN), UNANSWERED);
    assertThat(users.arrive(ONLY_ROWAN).users()).containsExactly(ROWAN);
  }

  @Test
  void keepsALostDeparturePending() {
    users.complete(users.arrive(ONLY_ROWAN), ACCEPTED);
    users.complete(users.leave(ONLY_ROWAN), UNANSWERED);
    users.startOver("second", false);
    assertThat(users.pending(false, 10)).isEqualTo(new Report("second", false, ONLY_ROWAN));
  }
}
