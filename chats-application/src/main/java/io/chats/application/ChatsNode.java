package io.chats.application;

import io.chats.application.api.ChatAdministration;
import io.chats.application.api.ChatReading;
import io.chats.application.api.Chats;
import io.chats.application.api.EventListening;
import io.chats.application.api.MessagePosting;
import io.chats.application.api.ReadMarking;
import io.chats.application.api.SessionGateway;
import io.chats.application.api.TypingTexts;
import io.chats.application.api.UserNotification;
import io.chats.application.delivery.Rooms;
import io.chats.application.lookup.FileLookup;
import io.chats.application.lookup.Presenter;
import io.chats.application.lookup.ProfileLookup;
import io.chats.application.presence.PresenceAnnouncer;
import io.chats.application.presence.PresenceReporter;
import io.chats.application.session.GatewayService;
import io.chats.application.session.ListeningService;
import io.chats.application.session.NotificationService;
import io.chats.application.session.Reconciliation;
import io.chats.application.session.Sessions;
import io.chats.application.usecase.AdministrationService;
import io.chats.application.usecase.PostingService;
import io.chats.application.usecase.ReadMarkingService;
import io.chats.application.usecase.ReadingService;
import io.chats.domain.model.Limits;
import io.chats.support.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * One node: the use cases, assembled from the ports. Starts nothing but periodic looks at the
 * database and the presence registry on the timer that was handed in, and closes nothing but these.
 * What the launcher assembles; {@link EmbeddedChats} is the same with defaults. Safe for use by any
 * thread.
 */
public final class ChatsNode implements Chats, AutoCloseable {

  /** Half of what spec G5 allows is left for the healing itself. */
  private static final Duration RECONCILE_EVERY = Duration.ofSeconds(2);

  private static final Duration WATCH_EVERY = Duration.ofSeconds(1);

  private final AdministrationService administration;
  private final PostingService posting;
  private final ReadingService reading;
  private final ReadMarkingService marking;
  private final ListeningService listening;
  private final NotificationService notification;
  private final GatewayService gateway;
  private final Sessions sessions;
  private final Rooms rooms;
  private final Reconciliation comparison;
  private final PeriodicTask reconciliation;
  private final PeriodicTask presenceWatch;

  /**
   * @param ports where everything is kept and asked
   * @param limits on what users and services may send
   * @param texts what people are told of someone typing
   * @param executor runs what may block, one task for each at a time; virtual threads suit it.
   *     Takes every task for as long as the node is used, and runs none in the caller's thread
   * @param timer starts what is due later, for as long as the node is used; never blocked
   */
  public ChatsNode(
      Ports ports,
      Limits limits,
      TypingTexts texts,
      Clock clock,
      Executor executor,
      ScheduledExecutorService timer) {
    FileLookup files = new FileLookup(ports.fileStorage(), ports.fileCache());
    ProfileLookup profiles = new ProfileLookup(ports.userDirectory(), ports.profileCache());
    Presenter presenter = new Presenter(profiles, files, executor);
    this.rooms = NodeParts.rooms(ports, presenter, texts, clock, executor, timer);
    PresenceAnnouncer announcer =
        new PresenceAnnouncer(
            ports.presenceRegistry(),
            ports.consultationService(),
            ports.chatDirectory(),
            rooms,
            ports.failureReporter(),
            executor,
            timer);
    PresenceReporter attendance =
        new PresenceReporter(
            ports.presenceRegistry(), announcer, ports.failureReporter(), clock, executor, timer);
    this.sessions = NodeParts.sessions(ports, rooms, attendance, clock, executor);
    this.administration =
        new AdministrationService(ports.chatStore(), rooms, sessions, limits, clock);
    this.posting = new PostingService(ports.messageStore(), files, presenter, rooms, limits);
    this.reading =
        new ReadingService(
            ports.chatStore(), ports.chatDirectory(), ports.messageHistory(), presenter, executor);
    this.marking = new ReadMarkingService(ports.chatStore(), rooms, clock);
    this.notification = new NotificationService(sessions, ports.presenceRegistry());
    this.gateway =
        new GatewayService(
            sessions,
            NodeParts.actions(ports, posting, rooms, limits, clock),
            NodeParts.syncing(ports, presenter, rooms, clock, executor));
    this.listening = new ListeningService(gateway, ports.failureReporter(), clock, executor);
    this.comparison =
        new Reconciliation(sessions, rooms, ports.chatDirectory(), ports.failureReporter(), clock);
    this.reconciliation = new PeriodicTask(comparison, RECONCILE_EVERY, executor, timer);
    this.presenceWatch =
        new PeriodicTask(NodeParts.watch(ports, announcer, sessions), WATCH_EVERY, executor, timer);
    ports.clusterBus().onLoss(reconciliation::runNow);
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
  public ReadMarking marking() {
    return marking;
  }

  @Override
  public EventListening listening() {
    return listening;
  }

  @Override
  public UserNotification notification() {
    return notification;
  }

  @Override
  public SessionGateway sessions() {
    return gateway;
  }

  /** What it is busy with now. Never blocks. */
  public NodeFigures figures() {
    return new NodeFigures(
        sessions.size(),
        rooms.size(),
        comparison.completed(),
        comparison.failed(),
        comparison.repairs());
  }

  /** Ends the periodic tasks. What is in flight is not waited for. */
  @Override
  public void close() {
    presenceWatch.close();
    reconciliation.close();
  }
}
