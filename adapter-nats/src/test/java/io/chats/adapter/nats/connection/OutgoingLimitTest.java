package io.chats.adapter.nats.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.nats.connection.BoundedConnection.OutgoingLimit;
import org.junit.jupiter.api.Test;

class OutgoingLimitTest {

  private final OutgoingLimit limit = new OutgoingLimit();

  @Test
  void messagesOfLowImportanceAreDroppedFirst() {
    int low = fill(10, Importance.LOW);
    int all = low + fill(10, Importance.NORMAL);
    assertThat(low).isEqualTo(all / 8);
    limit.cancel(10);
    assertThat(limit.reserve(10, Importance.LOW)).isFalse();
    assertThat(limit.reserve(10, Importance.NORMAL)).isTrue();
  }

  @Test
  void theirBytesAreBoundedLikewise() {
    int size = 64 * 1024;
    int low = fill(size, Importance.LOW);
    assertThat(low + fill(size, Importance.NORMAL)).isEqualTo(8 * low);
  }

  private int fill(int size, Importance importance) {
    int taken = 0;
    while (limit.reserve(size, importance)) {
      taken++;
    }
    return taken;
  }
}
