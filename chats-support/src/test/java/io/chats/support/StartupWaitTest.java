package io.chats.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartupWaitTest {

  @Test
  void triesUntilAnAttemptSucceeds() throws InterruptedException {
    AtomicInteger attempts = new AtomicInteger();
    new StartupWait("service", Duration.ofMillis(1))
        .until(() -> attempts.incrementAndGet() < 3 ? Optional.of("not yet") : Optional.empty());
    assertThat(attempts).hasValue(3);
  }
}
