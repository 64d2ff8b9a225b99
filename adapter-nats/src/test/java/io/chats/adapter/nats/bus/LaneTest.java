package io.chats.adapter.nats.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LaneTest {

  private final Lane lane = new Lane();

  /**
   * Else there could be two lanes of one chat, and whoever left the first would be in the second.
   */
  @Test
  void isNotEmptyBeforeWhoeverRunsItHasFoundNothing() {
    lane.add(new Post(), 1);
    assertThat(lane.wakes()).isTrue();
    assertThat(lane.next()).isNotNull();
    lane.over();
    assertThat(lane.isEmpty()).isFalse();
    assertThat(lane.next()).isNull();
    assertThat(lane.isEmpty()).isTrue();
  }

  private static final class Post implements Lanes.Task {

    @Override
    public Call.Kind kind() {
      return Call.Kind.POST;
    }

    @Override
    public boolean blocks() {
      return true;
    }

    @Override
    public CompletionStage<?> start() {
      return CompletableFuture.completedFuture(null);
    }
  }
}
