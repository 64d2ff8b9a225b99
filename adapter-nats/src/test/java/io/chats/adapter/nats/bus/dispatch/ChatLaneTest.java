package io.chats.adapter.nats.bus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChatLaneTest {

  private final ChatLane lane = new ChatLane();

  /**
   * There could be two lanes of one chat otherwise, and the runner of the first would act on the
   * second.
   */
  @Test
  void isNotEmptyWhileItHasARunner() {
    lane.add(FakeTask.post(() -> {}), 1);
    assertThat(lane.needsRunner()).isTrue();
    assertThat(lane.next()).isNotNull();
    lane.ended();
    assertThat(lane.isEmpty()).isFalse();
    assertThat(lane.next()).isNull();
    assertThat(lane.isEmpty()).isTrue();
  }
}
