package io.chats.adapter.mysql.append;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatLookupSwitchTest {

  private final RepeatLookupSwitch watch = new RepeatLookupSwitch();

  @Test
  void looksForAWhileAfterEachRepeat() {
    assertThat(watch.isOn()).isFalse();
    watch.seen(true);
    seenNone(15);
    assertThat(watch.isOn()).isTrue();
    watch.seen(true);
    seenNone(15);
    assertThat(watch.isOn()).isTrue();
    seenNone(1);
    assertThat(watch.isOn()).isFalse();
    seenNone(1);
    assertThat(watch.isOn()).isFalse();
  }

  private void seenNone(int times) {
    for (int i = 0; i < times; i++) {
      watch.seen(false);
    }
  }
}
