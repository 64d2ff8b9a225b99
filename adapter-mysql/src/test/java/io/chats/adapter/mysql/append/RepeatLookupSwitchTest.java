package io.chats.adapter.mysql.append;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatLookupSwitchTest {

  private final RepeatLookupSwitch lookup = new RepeatLookupSwitch();

  @Test
  void isOnForAWhileAfterEachRepeat() {
    assertThat(lookup.isOn()).isFalse();
    lookup.noteGroup(true);
    noteGroupsWithoutRepeats(15);
    assertThat(lookup.isOn()).isTrue();
    lookup.noteGroup(true);
    noteGroupsWithoutRepeats(15);
    assertThat(lookup.isOn()).isTrue();
    noteGroupsWithoutRepeats(1);
    assertThat(lookup.isOn()).isFalse();
    noteGroupsWithoutRepeats(1);
    assertThat(lookup.isOn()).isFalse();
  }

  private void noteGroupsWithoutRepeats(int times) {
    for (int i = 0; i < times; i++) {
      lookup.noteGroup(false);
    }
  }
}
