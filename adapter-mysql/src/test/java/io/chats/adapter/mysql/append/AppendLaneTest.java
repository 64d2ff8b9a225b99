package io.chats.adapter.mysql.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.append.AppendLane.Admission;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.NewMessage;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppendLaneTest {

  private final AppendLane lane = new AppendLane(10);

  @Test
  void takesNoMoreThanItsCapacityUntilSomeAreAnswered() {
    AppendRequest first = request(6);
    assertThat(lane.offer(first)).isEqualTo(Admission.ACCEPTED);
    assertThat(lane.offer(request(5))).isEqualTo(Admission.FULL);
    assertThat(lane.offer(request(4))).isEqualTo(Admission.ACCEPTED);
    assertThat(lane.offer(request(1))).isEqualTo(Admission.FULL);
    first.fail(new IllegalStateException());
    assertThat(lane.offer(request(6))).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void countsTakenRequestsUntilTheyAreAnswered() throws InterruptedException {
    lane.offer(request(10));
    assertThat(lane.take(Duration.ZERO)).hasSize(1);
    assertThat(lane.offer(request(1))).isEqualTo(Admission.FULL);
  }

  @Test
  void takesALargerRequestWhenItIsEmpty() {
    AppendRequest large = request(11);
    assertThat(lane.offer(large)).isEqualTo(Admission.ACCEPTED);
    assertThat(lane.offer(request(1))).isEqualTo(Admission.FULL);
    large.fail(new IllegalStateException());
    assertThat(lane.offer(request(1))).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void takesNothingOnceItIsClosed() throws InterruptedException {
    AppendRequest before = request(1);
    lane.offer(before);
    lane.close();
    assertThat(lane.offer(request(1))).isEqualTo(Admission.CLOSED);
    assertThat(lane.isFinished()).isFalse();
    assertThat(lane.take(Duration.ofMinutes(1))).containsExactly(before);
    assertThat(lane.isFinished()).isTrue();
    assertThat(lane.take(Duration.ZERO)).isEmpty();
  }

  private static AppendRequest request(int messages) {
    NewMessage message = new NewMessage(Optional.empty(), Content.text("x"));
    return new AppendRequest(
        new ParticipantKey(new ChatId(1), new UserId(1)),
        Collections.nCopies(messages, message),
        Duration.ofMinutes(1));
  }
}
