package io.chats.adapter.monitoring.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggedErrorsTest {

  private final List<String> reported = new ArrayList<>();

  @Test
  void itIsReportedWithWhatTheLogSaysItIsAbout() {
    List<Map<String, String>> contexts = new ArrayList<>();
    MDC.put("request", "a-1");
    try (LoggedErrors errors =
        LoggedErrors.reportTo((it, during, context) -> contexts.add(context))) {
      assertThat(errors.isStarted()).isTrue();
      LoggerFactory.getLogger("io.chats.x").error("On the way", new IllegalStateException());
    } finally {
      MDC.remove("request");
    }
    assertThat(contexts).containsExactly(Map.of("request", "a-1"));
  }

  @Test
  void anErrorOfOursIsReportedOnce() {
    IllegalStateException failure = new IllegalStateException();
    try (LoggedErrors errors =
        LoggedErrors.reportTo((it, during, context) -> reported.add(it + " " + during))) {
      assertThat(errors.isStarted()).isTrue();
      LoggerFactory.getLogger("io.chats.x").error("A listener failed", failure);
      LoggerFactory.getLogger("io.chats.x").error("No failure in it");
      LoggerFactory.getLogger("io.chats.x").warn("Only a warning", failure);
      LoggerFactory.getLogger("org.other").error("Not ours", failure);
      new LoggingFailureReporter().unforeseen(failure, "reported by itself", Map.of());
    }
    LoggerFactory.getLogger("io.chats.x").error("Too late", failure);
    assertThat(reported).containsExactly("java.lang.IllegalStateException io.chats.x");
  }
}
