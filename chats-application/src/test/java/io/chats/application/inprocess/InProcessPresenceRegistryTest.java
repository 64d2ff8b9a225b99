package io.chats.application.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.UserId;
import io.chats.domain.port.PresenceRegistry;
import io.chats.testing.contract.PresenceRegistryContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With one node, {@code SharedPresenceContract} does not apply: there are no other nodes. */
class InProcessPresenceRegistryTest extends PresenceRegistryContract {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final PresenceRegistry presence =
      new InProcessPresenceRegistry(Clock.fixed(NOW, ZoneOffset.UTC));

  @Override
  protected PresenceRegistry registry() {
    return presence;
  }

  @Test
  void knowsForHowLongUsersAreOffline() {
    UserId user = new UserId(42);
    presence.arrived(List.of(user));
    presence.left(List.of(user));
    assertThat(presence.offlineFor(user)).contains(Duration.ZERO);
  }
}
