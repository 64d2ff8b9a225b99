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
import io.chats.application.feed.FeedProgress;
import io.chats.application.feed.FeedReader;
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
import java.util.function.LongSupplier;

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

  /** The chats of a page of a sync: a frame of usual size, and one statement for each look-up. */
  private static final int SYNC_PAGE = 200;

  private final AdministrationService administration;
  private final PostingService posting;
  private final ReadingService reading;
  private final ReadMarkingService marking;
  private final ListeningService listening;
  private final GatewayService gateway;
  private final Sessions sessions;
  private final SessionControlService control;
  private final Rooms rooms;
  private final PresenceAnnouncer announcer;
  private final Reconciliation comparison;
  private final PeriodicTask reconciliation;
  private final PeriodicTask presenceWatch;

  /**
   * @param limits bound what users and services may send
   * @param texts the texts for opponents of a user who is typing
   * @param lookupTime the time since the start of a read after which it no longer waits for
   *     profiles and files that are not cached: names are then empty, and files have only their id.
   *     Zero: it waits for as long as their services take
   * @param clock the dates of what is stored
   * @param nanoTime measures time; never steps, as {@link System#nanoTime}
   * @param executor runs tasks that may block, each at the same time as the others; virtual threads
   *     suit it. Accepts every task for as long as the node is used, and runs none in the caller's
   *     thread
   * @param timer starts delayed tasks for as long as the node is used, and is never blocked
   */
  public ChatsNode(
      Ports ports,
      Limits limits,
      TypingTexts texts,
      Duration lookupTime,
      Clock clock,
      LongSupplier nanoTime,
      Executor executor,
      ScheduledExecutorService timer) {
    this(
        new NodeId(UUID.randomUUID().toString()),
        ports,
        limits,
        texts,
        lookupTime,
        clock,
        nanoTime,
        executor,
        timer);
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
      Duration lookupTime,
      Clock clock,
      LongSupplier nanoTime,
      Executor executor,
      ScheduledExecutorService timer) {
    this(name, ports, limits, texts, lookupTime, clock, nanoTime, executor, timer, SYNC_PAGE);
  }

  /** A node with pages of that size. */
  ChatsNode(
      NodeId name,
      Ports ports,
      Limits limits,
      TypingTexts texts,
      Duration lookupTime,
      Clock clock,
      LongSupplier nanoTime,
      Executor executor,
      ScheduledExecutorService timer,
      int syncPage) {
    ProfileLookup profiles = new ProfileLookup(ports.userDirectory(), ports.profileCache());
    Presenter presenter = new Presenter(profiles, ports.fileStorage(), ports.fileCache(), executor);
    FailureReporter failures = ports.failureReporter();
    FeedProgress progress = new FeedProgress();
    this.rooms =
        new Rooms(delivery(ports, presenter, texts, progress, nanoTime, executor, timer, syncPage));
    this.announcer =
        new PresenceAnnouncer(
            ports.presenceRegistry(),
            ports.consultationService(),
            ports.chatDirectory(),
            rooms,
            failures,
            executor,
            timer);
    PresenceReporter reporter =
        new PresenceReporter(
            ports.presenceRegistry(), announcer, failures, nanoTime, executor, timer);
    this.sessions =
        new Sessions(
            rooms,
            ports.chatDirectory(),
            ports.clusterBus(),
            reporter,
            ports.presenceRegistry(),
            failures,
            progress,
            nanoTime,
            executor);
    this.control = new SessionControlService(name, sessions, ports.clusterBus());
    this.administration =
        new AdministrationService(
            ports.chatStore(), rooms, sessions::membershipChanged, limits, clock);
    this.posting = new PostingService(ports.messageStore(), presenter, rooms, limits);
    this.reading =
        new ReadingService(
            ports.chatStore(),
            ports.chatDirectory(),
            ports.messageHistory(),
            presenter,
            lookupTime,
            executor);
    this.marking = new ReadMarkingService(ports.chatStore(), rooms, clock);
    this.gateway =
        new GatewayService(
            ports.chatStore(),
            posting,
            rooms,
            sessions,
            progress,
            ports.presenceRegistry(),
            ports.consultationService(),
            limits,
            clock);
    this.listening = new ListeningService(gateway, failures, executor);
    this.comparison =
        new Reconciliation(
            sessions,
            rooms,
            ports.chatDirectory(),
            new FeedReader(ports.changeFeed(), nanoTime),
            progress,
            failures,
            nanoTime);
    this.reconciliation = new PeriodicTask(comparison, RECONCILIATION_PERIOD, executor, timer);
    PresenceWatch watch =
        new PresenceWatch(
            ports.presenceRegistry(), announcer, ports.chatDirectory(), sessions::send, failures);
    this.presenceWatch = new PeriodicTask(watch, PRESENCE_PERIOD, executor, timer);
    ports.clusterBus().onGap(reconciliation::runNow);
  }

  private static DeliveryContext delivery(
      Ports ports,
      Presenter presenter,
      TypingTexts texts,
      FeedProgress progress,
      LongSupplier nanoTime,
      Executor executor,
      ScheduledExecutorService timer,
      int syncPage) {
    return new DeliveryContext(
        ports.chatStore(),
        ports.chatDirectory(),
        ports.messageHistory(),
        ports.clusterBus(),
        presenter,
        texts,
        ports.failureReporter(),
        progress,
        nanoTime,
        executor,
        timer,
        syncPage);
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
        comparison.repairs(),
        comparison.missedAnnouncements());
  }

  /** Figures of what this node has dropped, as they are now. Never blocks. */
  public DropFigures drops() {
    return new DropFigures(rooms.droppedChanges(), rooms.droppedSignals(), announcer.dropped());
  }

  /** Ends the periodic tasks. Does not wait for work in flight. */
  @Override
  public void close() {
    presenceWatch.close();
    reconciliation.close();
  }
}
