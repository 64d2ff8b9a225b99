package io.chats.launcher.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The JavaScript client against a simulated server and network, on a clock of its own. */
class JavaScriptClientIT {

  @Test
  void itsOwnTestsPass() {
    try (NodeJs tests = NodeJs.start("run.js")) {
      assertThat(tests.awaitEnd(Duration.ofMinutes(1))).containsPattern("pass [1-9]");
    }
  }
}
