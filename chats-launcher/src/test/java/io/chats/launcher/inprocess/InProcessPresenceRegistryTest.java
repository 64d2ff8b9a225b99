package io.chats.launcher.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InProcessPresenceRegistryTest {

  private static final UserId ROWAN = new UserId(42);
  private static final UserId WILLOW = new UserId(7);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final PresenceRegistry presence =
      new InProcessPresenceRegistry(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void saysWhatAUserWasBeforeAndIsAfter() {
    assertThat(presence.arrived(ROWAN)).isEqualTo(Presence.OFFLINE);
    assertThat(presence.left(ROWAN)).isEqualTo(Presence.OFFLINE);
    assertThat(presence.arrived(ROWAN)).isEqualTo(Presence.OFFLINE);
    assertThat(presence.arrived(ROWAN)).isEqualTo(Presence.ONLINE);
  }

  @Test
  void knowsOfEachWhetherThere() {
    presence.arrived(ROWAN);
    assertThat(presence.of(List.of(ROWAN, WILLOW, ROWAN)))
        .containsOnly(Map.entry(ROWAN, Presence.ONLINE), Map.entry(WILLOW, Presence.OFFLINE));
    assertThat(presence.of(List.of())).isEmpty();
  }

  @Test
  void knowsSinceWhenSomeoneIsGone() {
    assertThat(presence.offlineSince(ROWAN)).isEmpty();
    presence.arrived(ROWAN);
    assertThat(presence.offlineSince(ROWAN)).isEmpty();
    presence.left(ROWAN);
    assertThat(presence.offlineSince(ROWAN)).contains(NOW);
    presence.arrived(ROWAN);
    assertThat(presence.offlineSince(ROWAN)).isEmpty();
  }

  @Test
  void takesNobodyForGoneWhoWasNeverThere() {
    presence.left(WILLOW);
    assertThat(presence.offlineSince(WILLOW)).isEmpty();
  }
}
