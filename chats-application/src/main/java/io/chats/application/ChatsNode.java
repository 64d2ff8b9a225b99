package io.chats.application;

import io.chats.application.api.ChatAdministration;
import io.chats.application.api.ChatReading;
import io.chats.application.api.Chats;
import io.chats.application.api.MessagePosting;
import io.chats.application.api.SessionGateway;
import io.chats.application.api.UserNotification;
import io.chats.application.chat.AdministrationService;
import io.chats.application.chat.PostingService;
import io.chats.application.chat.ReadingService;
import io.chats.application.delivery.RoomServices;
import io.chats.application.delivery.Rooms;
import io.chats.application.delivery.TypingTexts;
import io.chats.application.lookup.Files;
import io.chats.application.lookup.Presenter;
import io.chats.application.lookup.Profiles;
import io.chats.application.session.GatewayService;
import io.chats.application.session.NotificationService;
import io.chats.application.session.Reconciliation;
import io.chats.application.session.SessionActions;
import io.chats.application.session.Sessions;
import io.chats.domain.model.Limits;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One node: the use cases, assembled from the ports. Starts nothing but a periodic comparison with
 * the database on the timer that was handed in, and closes nothing but that.
 */
public final class ChatsNode implements Chats, AutoCloseable {

  /** Half of what SPEC G5 allows is left for the healing itself. */
  private static final Duration RECONCILE_EVERY = Duration.ofSeconds(2);

  private final AdministrationService administration;
  private final PostingService posting;
  private final ReadingService reading;
  private final NotificationService notification;
  private final GatewayService gateway;
  private final ScheduledFuture<?> reconciling;

  /**
   * @param ports where everything is kept and asked
   * @param limits on what users and services may send
   * @param texts what people are told of someone typing
   * @param executor runs what may block, one task for each at a time; virtual threads suit it
   * @param timer starts what is due later; never blocked
   */
  public ChatsNode(
      Ports ports,
      Limits limits,
      TypingTexts texts,
      Clock clock,
      Executor executor,
      ScheduledExecutorService timer) {
    Files files = new Files(ports.fileStorage(), ports.fileCache());
    Profiles profiles = new Profiles(ports.userDirectory(), ports.profileCache());
    Presenter presenter = new Presenter(profiles, files);
    Rooms rooms =
        new Rooms(
            new RoomServices(
                ports.chatStore(),
                ports.messageHistory(),
                ports.clusterBus(),
                presenter,
                texts,
                ports.failureReporter(),
                clock,
                executor,
                timer));
    Sessions sessions =
        new Sessions(
            rooms,
            ports.chatDirectory(),
            ports.clusterBus(),
            ports.presenceRegistry(),
            ports.consultationService(),
            clock,
            executor,
            timer);
    this.administration =
        new AdministrationService(ports.chatStore(), rooms, sessions, limits, clock);
    this.posting = new PostingService(ports.messageStore(), files, rooms, limits);
    this.reading =
        new ReadingService(
            ports.chatStore(), ports.chatDirectory(), ports.messageHistory(), presenter);
    this.notification = new NotificationService(sessions, ports.presenceRegistry());
    this.gateway =
        new GatewayService(
            sessions,
            new SessionActions(
                ports.chatStore(),
                posting,
                rooms,
                presenter,
                ports.presenceRegistry(),
                ports.consultationService(),
                limits,
                clock,
                executor));
    Reconciliation reconciliation =
        new Reconciliation(sessions, rooms, ports.chatDirectory(), ports.failureReporter());
    this.reconciling = every(RECONCILE_EVERY, reconciliation, executor, timer);
    ports.clusterBus().onLoss(() -> executor.execute(reconciliation));
  }

  @Override
  public ChatAdministration administration() {
    return administration;
  }

  @Override
  public MessagePosting posting() {
    return posting;
  }

  @Override
  public ChatReading reading() {
    return reading;
  }

  @Override
  public UserNotification notification() {
    return notification;
  }

  @Override
  public SessionGateway sessions() {
    return gateway;
  }

  /** Ends the periodic comparison. What is in flight is not waited for. */
  @Override
  public void close() {
    reconciling.cancel(false);
  }

  /** Runs a task that may block over and over, never twice at a time. */
  private static ScheduledFuture<?> every(
      Duration period, Runnable task, Executor executor, ScheduledExecutorService timer) {
    AtomicBoolean running = new AtomicBoolean();
    Runnable once =
        () -> {
          try {
            task.run();
          } finally {
            running.set(false);
          }
        };
    return timer.scheduleWithFixedDelay(
        () -> {
          if (running.compareAndSet(false, true)) {
            executor.execute(once);
          }
        },
        period.toMillis(),
        period.toMillis(),
        TimeUnit.MILLISECONDS);
  }
}
