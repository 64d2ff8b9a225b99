package io.chats.adapter.nats.bus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChatLaneTest {

  private final ChatLane lane = new ChatLane();

  /**
   * Else there could be two lanes of one chat, and whoever left the first would be in the second.
   */
  @Test
  void isNotEmptyBeforeWhoeverRunsItHasFoundNothing() {
    lane.add(FakeTask.post(() -> {}), 1);
    assertThat(lane.wakes()).isTrue();
    assertThat(lane.next()).isNotNull();
    lane.over();
    assertThat(lane.isEmpty()).isFalse();
    assertThat(lane.next()).isNull();
    assertThat(lane.isEmpty()).isTrue();
  }
}
