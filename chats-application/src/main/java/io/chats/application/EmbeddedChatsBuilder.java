package io.chats.application;

import static java.util.Objects.requireNonNull;

import io.chats.application.api.TypingTexts;
import io.chats.application.inprocess.InProcessClusterBus;
import io.chats.application.inprocess.InProcessPresenceRegistry;
import io.chats.application.inprocess.NoCache;
import io.chats.application.inprocess.NoConsultationService;
import io.chats.application.inprocess.NoFileStorage;
import io.chats.domain.model.Limits;
import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.port.MessageStore;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import io.chats.support.SteadyClock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds an {@link EmbeddedChats} from ports and settings. Each method names the default that holds
 * when it is not called. No method blocks, and each throws {@link NullPointerException} for null.
 * Used by one thread.
 */
public final class EmbeddedChatsBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedChats.class);

  private final ChatStore chats;
  private final MessageStore messages;
  private final MessageHistory history;
  private final ChatDirectory directory;
  private final ChangeFeed feed;

  private UserDirectory users = keys -> Map.of();
  private ProfileCache profileCache = NoCache.profiles();
  private FileStorage files = new NoFileStorage();
  private FileCache fileCache = NoCache.files();
  private ConsultationService consultations = new NoConsultationService();
  private ClusterBus bus = new InProcessClusterBus();
  private FailureReporter failures = EmbeddedChatsBuilder::log;
  private Limits limits = Limits.DEFAULT;
  private TypingTexts typingTexts = type -> type.name().toLowerCase(Locale.ROOT) + " is typing";
  private Clock clock = Clock.systemUTC();
  private Optional<PresenceRegistry> presence = Optional.empty();
  private Optional<Executor> executor = Optional.empty();
  private Optional<ScheduledExecutorService> timer = Optional.empty();

  EmbeddedChatsBuilder(
      ChatStore chats,
      MessageStore messages,
      MessageHistory history,
      ChatDirectory directory,
      ChangeFeed feed) {
    this.chats = requireNonNull(chats);
    this.messages = requireNonNull(messages);
    this.history = requireNonNull(history);
    this.directory = requireNonNull(directory);
    this.feed = requireNonNull(feed);
  }

  /** Knows the names of users. Default: no user has a name. */
  public EmbeddedChatsBuilder users(UserDirectory knows) {
    users = requireNonNull(knows);
    return this;
  }

  /** Caches profiles. Default: they are looked up each time. */
  public EmbeddedChatsBuilder profileCache(ProfileCache cache) {
    profileCache = requireNonNull(cache);
    return this;
  }

  /** Knows files. Default: any file may be posted, and clients are sent its id alone. */
  public EmbeddedChatsBuilder files(FileStorage storage) {
    files = requireNonNull(storage);
    return this;
  }

  /** Caches files. Default: they are looked up each time. */
  public EmbeddedChatsBuilder fileCache(FileCache cache) {
    fileCache = requireNonNull(cache);
    return this;
  }

  /** Is notified when users come, leave and join. Default: no service is notified. */
  public EmbeddedChatsBuilder consultations(ConsultationService service) {
    consultations = requireNonNull(service);
    return this;
  }

  /**
   * Knows the presence of users on all nodes. Default: this is the only node. Nodes that share a
   * database must share this and the {@link #bus}.
   */
  public EmbeddedChatsBuilder presence(PresenceRegistry registry) {
    presence = Optional.of(registry);
    return this;
  }

  /**
   * Carries announcements to other nodes. Default: nothing is announced, and changes by other nodes
   * on the same database are delivered within 5 s.
   */
  public EmbeddedChatsBuilder bus(ClusterBus clusterBus) {
    bus = requireNonNull(clusterBus);
    return this;
  }

  /** Is notified of unforeseen failures. Default: they are logged (SLF4J). */
  public EmbeddedChatsBuilder failures(FailureReporter reporter) {
    failures = requireNonNull(reporter);
    return this;
  }

  /**
   * Bounds what may be sent. Default: {@link Limits#DEFAULT}. The columns of the MySQL adapter are
   * made for these; higher limits need wider columns.
   */
  public EmbeddedChatsBuilder limits(Limits bounds) {
    limits = requireNonNull(bounds);
    return this;
  }

  /** The texts for opponents of a user who is typing. Default: English texts. */
  public EmbeddedChatsBuilder typingTexts(TypingTexts texts) {
    typingTexts = requireNonNull(texts);
    return this;
  }

  /** Gives the time of stored changes. Default: the clock of the system. */
  public EmbeddedChatsBuilder clock(Clock now) {
    clock = requireNonNull(now);
    return this;
  }

  /**
   * Runs tasks that may block, each at the same time as the others. It must accept every task for
   * as long as the node is used, and run none in the caller's thread; it is not shut down. Default:
   * virtual threads that belong to the node.
   */
  public EmbeddedChatsBuilder executor(Executor tasks) {
    executor = Optional.of(tasks);
    return this;
  }

  /**
   * Starts delayed tasks; it is never blocked, and not shut down. Default: a daemon thread that
   * belongs to the node.
   */
  public EmbeddedChatsBuilder timer(ScheduledExecutorService due) {
    timer = Optional.of(due);
    return this;
  }

  /**
   * Starts a node. From now on it asks the database every two seconds, and the presence registry
   * every second, where it has sessions or listeners; it opens no connection and no port. Calling
   * this again starts another node over the same ports. Neither blocks nor throws, also while the
   * database or the bus is away.
   */
  public EmbeddedChats start() {
    // The timer ends first, since it hands tasks to the executor.
    List<ExecutorService> own = new ArrayList<>();
    ScheduledExecutorService due = timer.orElseGet(() -> owned(newTimer(), own));
    Executor tasks = executor.orElseGet(() -> owned(newExecutor(), own));
    return new EmbeddedChats(ports(), limits, typingTexts, clock, tasks, due, own);
  }

  private static ExecutorService newExecutor() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("chats-", 0).factory());
  }

  private static ScheduledExecutorService newTimer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("chats-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return timer;
  }

  private static <T extends ExecutorService> T owned(T service, List<ExecutorService> own) {
    own.add(service);
    return service;
  }

  private Ports ports() {
    return new Ports(
        chats,
        messages,
        history,
        directory,
        feed,
        users,
        profileCache,
        files,
        fileCache,
        consultations,
        presence.orElseGet(() -> new InProcessPresenceRegistry(SteadyClock.startingFrom(clock))),
        bus,
        failures);
  }

  private static void log(Throwable failure, String during, Map<String, String> context) {
    LOG.error("Unforeseen failure during {} {}", during, context, failure);
  }
}
