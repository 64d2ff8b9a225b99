package io.chats.application.reminder;

import io.chats.domain.id.NodeId;
import io.chats.support.ParallelRunner;
import io.chats.support.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the reminders that are due, step by step (spec 8), and shares this with all who tick over
 * the same store. Closes nothing that it was handed.
 */
public final class Ticker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  private final ReminderTick reminders;
  private final PeriodicTask task;
  private final Duration patience;

  private Ticker(ReminderTick reminders, PeriodicTask task, Duration patience) {
    this.reminders = reminders;
    this.task = task;
    this.patience = patience;
  }

  /**
   * Starts. The first tick comes within a step, at a moment that chance decides: so processes that
   * are started together do not tick together.
   *
   * @param node names this process in claims
   * @param executor runs what may block, one task for each at a time; virtual threads suit it
   * @param timer never blocked
   */
  public static Ticker start(
      ReminderPorts ports,
      ReminderTexts texts,
      TickerSettings settings,
      NodeId node,
      Clock clock,
      Executor executor,
      ScheduledExecutorService timer,
      RandomGenerator random) {
    ReminderTick reminders = reminders(ports, texts, settings, node, clock, executor);
    Duration first = Duration.ofMillis(random.nextLong(settings.step().toMillis() + 1));
    return new Ticker(
        reminders,
        new PeriodicTask(reminders, first, settings.step(), executor, timer),
        settings.pushTimeout().multipliedBy(2));
  }

  /** Stops; waits for the pushes that are being sent, for twice the time that one may take. */
  @Override
  public void close() {
    task.close();
    reminders.stop();
    try {
      if (!task.awaitEnd(patience)) {
        LOG.warn("A tick is still at work after {}", patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ReminderTick reminders(
      ReminderPorts ports,
      ReminderTexts texts,
      TickerSettings settings,
      NodeId node,
      Clock clock,
      Executor executor) {
    ClaimLease lease = new ClaimLease(settings.pushTimeout());
    return new ReminderTick(
        ports.store(),
        new ClientAbsence(ports.presence(), clock, settings.step()),
        new ReminderAttempt(ports.store(), ports.pushes(), texts, node, lease, clock),
        new ParallelRunner(executor, settings.pushesAtOnce()),
        ports.failures(),
        clock,
        settings.step());
  }
}
