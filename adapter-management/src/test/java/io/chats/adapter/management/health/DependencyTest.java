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
    dependency.found(false);
    assertThat(dependency.state()).isEqualTo(new DependencyState(false, start));
    dependency.found(true);
    assertThat(dependency.state()).isEqualTo(new DependencyState(true, clock.instant()));
  }

  @Test
  void aFewFailuresInARowChangeNothingAndOneMoreDoes() {
    dependency.found(true);
    for (int i = 0; i < 5; i++) {
      dependency.found(false);
      dependency.found(false);
      assertThat(dependency.state().up()).isTrue();
      dependency.found(true);
    }
    dependency.found(false);
    dependency.found(false);
    clock.advance(Duration.ofSeconds(3));
    dependency.found(false);
    assertThat(dependency.state()).isEqualTo(new DependencyState(false, clock.instant()));
    Instant lost = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    dependency.found(false);
    assertThat(dependency.state().since()).isEqualTo(lost);
  }
}
