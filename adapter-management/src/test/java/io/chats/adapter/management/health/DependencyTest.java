package io.chats.adapter.management.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DependencyTest {

  private final ManualClock clock = new ManualClock();
  private final Dependency dependency = new Dependency("database", true, 2, clock);

  @Test
  void isAwayUntilItIsFound() {
    Instant start = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    dependency.checked(false);
    assertThat(dependency.state()).isEqualTo(new Dependency.State(false, start));
    dependency.checked(true);
    assertThat(dependency.state()).isEqualTo(new Dependency.State(true, clock.instant()));
  }

  @Test
  void aFewFailuresInARowChangeNothingAndOneMoreDoes() {
    dependency.checked(true);
    for (int i = 0; i < 5; i++) {
      dependency.checked(false);
      dependency.checked(false);
      assertThat(dependency.state().up()).isTrue();
      dependency.checked(true);
    }
    dependency.checked(false);
    dependency.checked(false);
    clock.advance(Duration.ofSeconds(3));
    dependency.checked(false);
    assertThat(dependency.state()).isEqualTo(new Dependency.State(false, clock.instant()));
    Instant lost = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    dependency.checked(false);
    assertThat(dependency.state().since()).isEqualTo(lost);
  }
}
