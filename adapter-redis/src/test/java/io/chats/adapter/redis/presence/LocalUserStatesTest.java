package io.chats.adapter.redis.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.redis.presence.LocalUserStates.Report;
import io.chats.domain.id.UserId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalUserStatesTest {

  private static final UserId ROWAN = new UserId(1);
  private static final List<UserId> JUST_ROWAN = List.of(ROWAN);
  private static final Set<UserId> TAKEN = Set.of(ROWAN);
  private static final Set<UserId> UNANSWERED = Set.of();

  private final LocalUserStates users = new LocalUserStates("first");

  @Test
  void reportsComingAndGoing() {
    Report coming = users.come(JUST_ROWAN);
    assertThat(coming).isEqualTo(new Report("first", true, JUST_ROWAN));
    assertThat(users.done(coming, TAKEN)).isEmpty();
    assertThat(users.isHere(ROWAN)).isTrue();
    assertThat(users.come(JUST_ROWAN).users()).as("is known").isEmpty();
    users.done(users.go(JUST_ROWAN), TAKEN);
    assertThat(users.isHere(ROWAN)).isFalse();
    assertThat(users.go(JUST_ROWAN).users()).as("is known").isEmpty();
    assertThat(users.owesReports()).isFalse();
  }

  @Test
  void hasOneReportOfAUserOnItsWayAtATime() {
    Report coming = users.come(JUST_ROWAN);
    assertThat(users.go(JUST_ROWAN).users()).isEmpty();
    assertThat(users.owed(false, 10).users()).isEmpty();
    users.done(coming, TAKEN);
    assertThat(users.owed(false, 10).users()).containsExactly(ROWAN);
  }

  @Test
  void owesWhatWasNotAnswered() {
    users.done(users.come(JUST_ROWAN), UNANSWERED);
    Report again = users.owed(true, 10);
    assertThat(again.users()).containsExactly(ROWAN);
    users.done(again, TAKEN);
    users.done(users.go(JUST_ROWAN), UNANSWERED);
    assertThat(users.owed(false, 10).users()).containsExactly(ROWAN);
  }

  @Test
  void takesNoAnswerToAnEarlierIncarnationForItsOwn() {
    Report coming = users.come(JUST_ROWAN);
    users.startAnew("second", true);
    assertThat(users.done(coming, TAKEN)).isEmpty();
    assertThat(users.owed(true, 10)).isEqualTo(new Report("second", true, JUST_ROWAN));
  }

  @Test
  void reportsAllAnewWhenTheyWereLostWhichIsNoNews() {
    users.done(users.come(JUST_ROWAN), TAKEN);
    users.startAnew("second", false);
    Report anew = users.owed(true, 10);
    assertThat(anew.users()).containsExactly(ROWAN);
    assertThat(users.done(anew, TAKEN)).isEmpty();
  }

  @Test
  void reportsAllAnewWhenTheyWereTakenOverWhichIsNews() {
    users.done(users.come(JUST_ROWAN), TAKEN);
    users.startAnew("second", true);
    users.done(users.owed(true, 10), UNANSWERED);
    assertThat(users.done(users.owed(true, 10), TAKEN)).containsExactly(ROWAN);
  }

  @Test
  void leavesADepartureToWhoeverTookTheUserOver() {
    users.done(users.come(JUST_ROWAN), TAKEN);
    Report going = users.go(JUST_ROWAN);
    users.startAnew("second", true);
    users.done(going, UNANSWERED);
    assertThat(users.owesReports()).isFalse();
  }

  @Test
  void hasNothingToSayOfOneWhoWasTakenOverAndLeavesBeforeTheReturnIsReported() {
    users.done(users.come(JUST_ROWAN), TAKEN);
    users.startAnew("second", true);
    assertThat(users.go(JUST_ROWAN).users()).isEmpty();
    assertThat(users.owesReports()).isFalse();
    assertThat(users.isHere(ROWAN)).isFalse();
  }

  @Test
  void reportsOneWhoComesBackAfterADepartureThatWasNotAnswered() {
    users.done(users.come(JUST_ROWAN), TAKEN);
    users.done(users.go(JUST_ROWAN), UNANSWERED);
    assertThat(users.come(JUST_ROWAN).users()).containsExactly(ROWAN);
  }

  @Test
  void owesADepartureThatWasLost() {
    users.done(users.come(JUST_ROWAN), TAKEN);
    users.done(users.go(JUST_ROWAN), UNANSWERED);
    users.startAnew("second", false);
    assertThat(users.owed(false, 10)).isEqualTo(new Report("second", false, JUST_ROWAN));
  }
}
