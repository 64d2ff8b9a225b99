package io.chats.application.reminder;

import io.chats.domain.id.NodeId;
import io.chats.support.PeriodicTask;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the reminders that are due, in steps (spec 8), and shares the work with all tickers over
 * the same store. Closes nothing that was handed in.
 */
public final class Ticker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  private final ReminderTick reminders;
  private final PeriodicTask task;
  private final Duration closeTimeout;

  private Ticker(ReminderTick reminders, PeriodicTask task, Duration closeTimeout) {
    this.reminders = reminders;
    this.task = task;
    this.closeTimeout = closeTimeout;
  }

  /**
   * Starts a ticker. The first tick comes within a step at a random moment, so that processes that
   * are started together do not tick together.
   *
   * @param node names this process in claims
   * @param executor runs tasks that may block, each at the same time as the others; virtual threads
   *     suit it
   * @param timer starts ticks, and is never blocked
   */
  public static Ticker start(
      ReminderPorts ports,
      ReminderTexts texts,
      TickerSettings settings,
      NodeId node,
      Executor executor,
      ScheduledExecutorService timer,
      RandomGenerator random) {
    return start(ports, texts, settings, node, System::nanoTime, executor, timer, random);
  }

  /** As above, with a stand-in for {@link System#nanoTime}. */
  static Ticker start(
      ReminderPorts ports,
      ReminderTexts texts,
      TickerSettings settings,
      NodeId node,
      LongSupplier nanoTime,
      Executor executor,
      ScheduledExecutorService timer,
      RandomGenerator random) {
    ReminderTick reminders = new ReminderTick(ports, texts, settings, node, nanoTime, executor);
    Duration first = Duration.ofMillis(random.nextLong(settings.step().toMillis() + 1));
    return new Ticker(
        reminders,
        new PeriodicTask(reminders, first, settings.step(), executor, timer),
        settings.pushTimeout().multipliedBy(2));
  }

  /** Stops, and waits for pushes in flight, at most twice the time that one may take. */
  @Override
  public void close() {
    task.close();
    reminders.stop();
    try {
      if (!task.awaitEnd(closeTimeout)) {
        LOG.warn("Stopped, although a tick still runs after {}", closeTimeout);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
