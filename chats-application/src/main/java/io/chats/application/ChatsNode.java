package io.chats.application;

import io.chats.application.api.ChatAdministration;
import io.chats.application.api.ChatReading;
import io.chats.application.api.Chats;
import io.chats.application.api.EventListening;
import io.chats.application.api.MessagePosting;
import io.chats.application.api.ReadMarking;
import io.chats.application.api.SessionControl;
import io.chats.application.api.SessionGateway;
import io.chats.application.api.TypingTexts;
import io.chats.application.api.UserNotification;
import io.chats.application.delivery.Rooms;
import io.chats.application.delivery.sync.DeliveryContext;
import io.chats.application.lookup.Presenter;
import io.chats.application.lookup.ProfileLookup;
import io.chats.application.presence.PresenceAnnouncer;
import io.chats.application.presence.PresenceReporter;
import io.chats.application.presence.PresenceWatch;
import io.chats.application.session.GatewayService;
import io.chats.application.session.ListeningService;
import io.chats.application.session.Reconciliation;
import io.chats.application.session.SessionControlService;
import io.chats.application.session.Sessions;
import io.chats.application.usecase.AdministrationService;
import io.chats.application.usecase.PostingService;
import io.chats.application.usecase.ReadMarkingService;
import io.chats.application.usecase.ReadingService;
import io.chats.domain.id.NodeId;
import io.chats.domain.model.Limits;
import io.chats.domain.port.FailureReporter;
import io.chats.support.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * One node: the use cases over the outbound ports. A node starts only periodic tasks, on the timer
 * that was handed in, which ask the database and the presence registry; it closes only these. The
 * launcher builds one directly; {@link EmbeddedChats} is the same with defaults. Safe for use by
 * any thread.
 */
public sealed class ChatsNode implements Chats, AutoCloseable permits EmbeddedChats {

  /** Leaves more than half of the time that spec G5 allows for making up what was missed. */
  private static final Duration RECONCILIATION_PERIOD = Duration.ofSeconds(2);

  private static final Duration PRESENCE_PERIOD = Duration.ofSeconds(1);

  private final AdministrationService administration;
  private final PostingService posting;
  private final ReadingService reading;
  private final ReadMarkingService marking;
  private final ListeningService listening;
  private final GatewayService gateway;
  private final Sessions sessions;
  private final SessionControlService control;
  private final Rooms rooms;
  private final Reconciliation comparison;
  private final PeriodicTask reconciliation;
  private final PeriodicTask presenceWatch;

  /**
   * @param limits bound what users and services may send
   * @param texts the texts for opponents of a user who is typing
   * @param executor runs tasks that may block, each at the same time as the others; virtual threads
   *     suit it. Accepts every task for as long as the node is used, and runs none in the caller's
   *     thread
   * @param timer starts delayed tasks for as long as the node is used, and is never blocked
   */
  public ChatsNode(
      Ports ports,
      Limits limits,
      TypingTexts texts,
      Clock clock,
      Executor executor,
      ScheduledExecutorService timer) {
    this(anyName(), ports, limits, texts, clock, executor, timer);
  }

  /**
   * As above.
   *
   * @param name the name of the node for operators
   */
  public ChatsNode(
      NodeId name,
      Ports ports,
      Limits limits,
      TypingTexts texts,
      Clock clock,
      Executor executor,
      ScheduledExecutorService timer) {
    ProfileLookup profiles = new ProfileLookup(ports.userDirectory(), ports.profileCache());
    Presenter presenter = new Presenter(profiles, ports.fileStorage(), ports.fileCache(), executor);
    FailureReporter failures = ports.failureReporter();
    this.rooms = new Rooms(delivery(ports, presenter, texts, clock, executor, timer));
    PresenceAnnouncer announcer =
        new PresenceAnnouncer(
            ports.presenceRegistry(),
            ports.consultationService(),
            ports.chatDirectory(),
            rooms,
            failures,
            executor,
            timer);
    PresenceReporter reporter =
        new PresenceReporter(ports.presenceRegistry(), announcer, failures, clock, executor, timer);
    this.sessions =
        new Sessions(
            rooms,
            ports.chatDirectory(),
            ports.clusterBus(),
            reporter,
            ports.presenceRegistry(),
            failures,
            clock,
            executor);
    this.control = new SessionControlService(name, sessions, ports.clusterBus());
    this.administration =
        new AdministrationService(
            ports.chatStore(), rooms, sessions::membershipChanged, limits, clock);
    this.posting = new PostingService(ports.messageStore(), presenter, rooms, limits);
    this.reading =
        new ReadingService(
            ports.chatStore(), ports.chatDirectory(), ports.messageHistory(), presenter, executor);
    this.marking = new ReadMarkingService(ports.chatStore(), rooms, clock);
    this.gateway =
        new GatewayService(
            ports.chatStore(),
            posting,
            rooms,
            sessions,
            ports.presenceRegistry(),
            ports.consultationService(),
            limits,
            clock);
    this.listening = new ListeningService(gateway, failures, clock, executor);
    this.comparison = new Reconciliation(sessions, rooms, ports.chatDirectory(), failures, clock);
    this.reconciliation = new PeriodicTask(comparison, RECONCILIATION_PERIOD, executor, timer);
    PresenceWatch watch =
        new PresenceWatch(
            ports.presenceRegistry(), announcer, ports.chatDirectory(), sessions::send, failures);
    this.presenceWatch = new PeriodicTask(watch, PRESENCE_PERIOD, executor, timer);
    ports.clusterBus().onGap(reconciliation::runNow);
  }

  private static NodeId anyName() {
    return new NodeId(UUID.randomUUID().toString());
  }

  private static DeliveryContext delivery(
      Ports ports,
      Presenter presenter,
      TypingTexts texts,
      Clock clock,
      Executor executor,
      ScheduledExecutorService timer) {
    return new DeliveryContext(
        ports.chatStore(),
        ports.chatDirectory(),
        ports.messageHistory(),
        ports.clusterBus(),
        presenter,
        texts,
        ports.failureReporter(),
        clock,
        executor,
        timer);
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
    return sessions;
  }

  @Override
  public SessionControl control() {
    return control;
  }

  @Override
  public SessionGateway sessions() {
    return gateway;
  }

  /** Figures for monitoring, as they are now. Never blocks. */
  public NodeFigures figures() {
    return new NodeFigures(
        sessions.size(),
        rooms.size(),
        comparison.completed(),
        comparison.failed(),
        comparison.repairs());
  }

  /** Ends the periodic tasks. Does not wait for work in flight. */
  @Override
  public void close() {
    presenceWatch.close();
    reconciliation.close();
  }
}
