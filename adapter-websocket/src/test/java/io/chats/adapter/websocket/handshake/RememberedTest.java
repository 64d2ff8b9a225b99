package io.chats.adapter.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tokens and addresses are remembered for a time, and only so many. */
class RememberedTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void aKeyIsRememberedForItsTime() {
    ExpiringSet<String> set = new ExpiringSet<>(10, Duration.ofSeconds(5));
    set.add("a", 0);
    assertThat(set.contains("a", 5 * SECOND - 1)).isTrue();
    assertThat(set.contains("a", 5 * SECOND)).isFalse();
    assertThat(set.contains("b", 0)).isFalse();
    set.add("a", 6 * SECOND);
    assertThat(set.contains("a", 10 * SECOND)).isTrue();
    set.add("b", 20 * SECOND);
    assertThat(set.size()).as("what is over is dropped").isOne();
  }

  @Test
  void onlySoManyKeysAreRemembered() {
    ExpiringSet<Integer> set = new ExpiringSet<>(100, Duration.ofHours(1));
    for (int i = 0; i < 10_000; i++) {
      set.add(i, i);
    }
    assertThat(set.size()).isEqualTo(100);
    assertThat(set.contains(9_999, 10_000)).isTrue();
    assertThat(set.contains(9_899, 10_000)).isFalse();
  }

  @Test
  void anAddressIsSuspectWhileItFailsAgainAndAgain() {
    FailedAddresses addresses = new FailedAddresses();
    for (int i = 0; i < 9; i++) {
      addresses.failed("a", 0);
    }
    assertThat(addresses.isSuspect("a", 0)).isFalse();
    addresses.failed("a", 0);
    addresses.failed("b", 0);
    assertThat(addresses.isSuspect("a", 0)).isTrue();
    assertThat(addresses.isSuspect("b", 0)).isFalse();
    assertThat(addresses.isSuspect("a", 10 * SECOND)).isFalse();
    for (int second = 1; second < 100; second++) {
      addresses.failed("c", second * SECOND);
    }
    assertThat(addresses.isSuspect("c", 100 * SECOND)).as("one failure a second").isTrue();
  }

  @Test
  void tokensAreToldApart() {
    TokenMemory memory = new TokenMemory();
    memory.refused("bad");
    memory.accepted("good");
    assertThat(memory.wasRefused("bad")).isTrue();
    assertThat(memory.wasRefused("good")).isFalse();
    assertThat(memory.isKnown("good")).isTrue();
    assertThat(memory.isKnown("bad")).isFalse();
  }
}
