package io.chats.launcher.assembly;

import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.TrafficMonitor;
import io.chats.launcher.lifecycle.Closers;
import io.chats.launcher.monitoring.LoggingFailureReporter;
import io.chats.launcher.monitoring.TrafficCounts;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * What all parts of a process share.
 *
 * @param executor a virtual thread for each task
 * @param timer one thread for what is due later; never blocked
 * @param closers close what was opened, in reverse
 */
record ProcessResources(
    ExecutorService executor,
    ScheduledExecutorService timer,
    Clock clock,
    FailureReporter failures,
    TrafficMonitor traffic,
    Closers closers) {

  static ProcessResources create() {
    ExecutorService executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory());
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    Closers closers = new Closers();
    closers.add("executor", executor::shutdownNow);
    closers.add("timer", timer::shutdownNow);
    return new ProcessResources(
        executor,
        timer,
        Clock.systemUTC(),
        new LoggingFailureReporter(),
        new TrafficCounts(),
        closers);
  }
}
