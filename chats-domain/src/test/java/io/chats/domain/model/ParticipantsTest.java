package io.chats.domain.model;

import static io.chats.domain.model.Samples.active;
import static io.chats.domain.model.Samples.former;
import static io.chats.domain.model.Samples.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Opponents (spec 1 and 4). Users joined in the order of their ids. */
class ParticipantsTest {

  @Test
  void areOrderedByWhenTheyJoined() {
    Participants participants =
        participants(active(3, UserType.BOT), former(1, UserType.CLIENT), active(2, UserType.BOT));
    assertThat(participants.all())
        .containsExactly(
            former(1, UserType.CLIENT), active(2, UserType.BOT), active(3, UserType.BOT));
  }

  @Test
  void aUserWhoComesBackIsTheLatest() {
    Subscription back = former(1, UserType.DOCTOR).rejoined(UserType.DOCTOR, 99, 0);
    Participants participants = participants(back, active(2, UserType.DOCTOR));
    assertThat(participants.opponentsOf(user(5))).containsExactly(active(2, UserType.DOCTOR), back);
  }

  @Test
  void opponentsAreActiveAndNeitherTheUserNorBots() {
    Participants participants =
        participants(
            active(1, UserType.CLIENT),
            active(2, UserType.DOCTOR),
            active(3, UserType.BOT),
            former(4, UserType.OPERATOR),
            active(5, UserType.OPERATOR));
    assertThat(participants.opponentsOf(user(1)))
        .containsExactly(active(2, UserType.DOCTOR), active(5, UserType.OPERATOR));
    assertThat(participants.opponentsOf(user(3)))
        .containsExactly(
            active(1, UserType.CLIENT), active(2, UserType.DOCTOR), active(5, UserType.OPERATOR));
  }

  @Test
  void aClientWantsToSeeTheLatestDoctor() {
    Participants participants =
        participants(
            active(1, UserType.CLIENT),
            active(2, UserType.DOCTOR),
            active(3, UserType.DOCTOR),
            active(4, UserType.OPERATOR),
            former(5, UserType.DOCTOR));
    assertThat(participants.mainOpponentOf(user(1))).contains(active(3, UserType.DOCTOR));
  }

  @Test
  void aClientWithoutADoctorWantsToSeeTheLatestOperator() {
    Participants participants =
        participants(
            active(1, UserType.CLIENT),
            active(2, UserType.OPERATOR),
            active(3, UserType.OPERATOR),
            active(4, UserType.CLIENT),
            active(5, UserType.BOT));
    assertThat(participants.mainOpponentOf(user(1))).contains(active(3, UserType.OPERATOR));
  }

  @Test
  void aClientWantsToSeeNoOtherClientNorABot() {
    Participants participants =
        participants(
            active(1, UserType.CLIENT), active(2, UserType.CLIENT), active(3, UserType.BOT));
    assertThat(participants.mainOpponentOf(user(1))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "CLIENT", mode = EnumSource.Mode.EXCLUDE)
  void everyoneElseWantsToSeeTheClient(UserType asker) {
    Participants participants =
        participants(
            active(1, UserType.CLIENT),
            active(2, asker),
            active(3, UserType.DOCTOR),
            former(4, UserType.CLIENT));
    assertThat(participants.mainOpponentOf(user(2))).contains(active(1, UserType.CLIENT));
  }

  @ParameterizedTest
  @EnumSource(names = "CLIENT", mode = EnumSource.Mode.EXCLUDE)
  void everyoneElseWithoutAClientWantsToSeeTheLatestOther(UserType asker) {
    Participants participants =
        participants(
            active(2, asker),
            active(3, UserType.DOCTOR),
            active(4, UserType.OPERATOR),
            active(5, UserType.BOT));
    assertThat(participants.mainOpponentOf(user(2))).contains(active(4, UserType.OPERATOR));
  }

  @Test
  void aLonelyUserHasNoOpponent() {
    Participants participants = participants(active(2, UserType.DOCTOR), active(3, UserType.BOT));
    assertThat(participants.opponentsOf(user(2))).isEmpty();
    assertThat(participants.mainOpponentOf(user(2))).isEmpty();
  }

  @Test
  void findsFormerParticipantsButNotAsActive() {
    Participants participants = participants(former(2, UserType.DOCTOR));
    assertThat(participants.find(user(2))).contains(former(2, UserType.DOCTOR));
    assertThat(participants.active(user(2))).isEmpty();
    assertThat(participants.active()).isEmpty();
  }

  private static Participants participants(Subscription... subscriptions) {
    return new Participants(8, List.of(subscriptions));
  }
}
