package io.chats.adapter.monitoring.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Failures that no thread catches are reported, whichever thread it was. */
class UncaughtFailuresTest {

  private final Queue<String> reported = new ConcurrentLinkedQueue<>();

  @Test
  void ofAnyThread() throws InterruptedException {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    try (UncaughtFailures handler = UncaughtFailures.reportTo(this::report)) {
      Thread.ofPlatform().name("one").start(UncaughtFailuresTest::fail).join();
      Thread.ofVirtual().name("two").start(UncaughtFailuresTest::fail).join();
      assertThat(handler).isNotNull();
    }
    assertThat(reported)
        .containsExactly(
            "IllegalStateException during a thread {thread=one}",
            "IllegalStateException during a thread {thread=two}");
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(before);
  }

  @Test
  void ofATimer() {
    ReportingTimer timer = new ReportingTimer("timer", this::report);
    try {
      timer.execute(UncaughtFailuresTest::fail);
      var once = timer.schedule(UncaughtFailuresTest::fail, 1, TimeUnit.MILLISECONDS);
      var often =
          timer.scheduleWithFixedDelay(UncaughtFailuresTest::fail, 1, 1, TimeUnit.MILLISECONDS);
      var unwanted = timer.schedule(UncaughtFailuresTest::fail, 1, TimeUnit.HOURS);
      unwanted.cancel(false);
      await().until(() -> reported.size() == 3);
      assertThat(List.of(once, often, unwanted)).allMatch(it -> it.isDone());
      assertThat(reported)
          .containsOnly("IllegalStateException during a timer's task {}")
          .hasSize(3);
    } finally {
      timer.shutdownNow();
    }
  }

  private static void fail() {
    throw new IllegalStateException();
  }

  private void report(Throwable failure, String during, Map<String, String> context) {
    reported.add(failure.getClass().getSimpleName() + " during " + during + " " + context);
  }
}
