package io.chats.adapter.management.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DependencyTest {

  private static final Optional<String> AWAY = Optional.of("it is away");

  private final ManualClock clock = new ManualClock();
  private final Dependency dependency = new Dependency("database", true, 2, clock);

  @Test
  void isAwayUntilItIsFound() {
    Instant start = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    dependency.checked(AWAY);
    assertThat(dependency.state()).isEqualTo(new Dependency.State(false, start, AWAY));
    dependency.checked(Optional.empty());
    assertThat(dependency.state())
        .isEqualTo(new Dependency.State(true, clock.instant(), Optional.empty()));
  }

  @Test
  void aFewFailuresInARowChangeNothingAndOneMoreDoes() {
    dependency.checked(Optional.empty());
    for (int i = 0; i < 5; i++) {
      dependency.checked(AWAY);
      dependency.checked(AWAY);
      assertThat(dependency.state().up()).isTrue();
      dependency.checked(Optional.empty());
    }
    dependency.checked(AWAY);
    dependency.checked(AWAY);
    clock.advance(Duration.ofSeconds(3));
    dependency.checked(AWAY);
    assertThat(dependency.state()).isEqualTo(new Dependency.State(false, clock.instant(), AWAY));
    Instant lost = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    dependency.checked(AWAY);
    assertThat(dependency.state().since()).isEqualTo(lost);
  }
}
