package io.chats.application;

import static java.util.Objects.requireNonNull;

import io.chats.application.api.TypingTexts;
import io.chats.application.inprocess.InProcessClusterBus;
import io.chats.application.inprocess.InProcessPresenceRegistry;
import io.chats.application.inprocess.NoCache;
import io.chats.application.inprocess.NoConsultationService;
import io.chats.application.inprocess.NoFileStorage;
import io.chats.domain.model.Limits;
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
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the ports and settings of an {@link EmbeddedChats}; what is not given has the default that
 * the method names. No method blocks, and each throws {@link NullPointerException} for null. For
 * use by one thread.
 */
public final class EmbeddedChatsBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedChats.class);

  private final ChatStore chats;
  private final MessageStore messages;
  private final MessageHistory history;
  private final ChatDirectory directory;

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
      ChatStore chats, MessageStore messages, MessageHistory history, ChatDirectory directory) {
    this.chats = requireNonNull(chats);
    this.messages = requireNonNull(messages);
    this.history = requireNonNull(history);
    this.directory = requireNonNull(directory);
  }

  /** Who knows people's names; without, nobody has one. */
  public EmbeddedChatsBuilder users(UserDirectory knows) {
    users = requireNonNull(knows);
    return this;
  }

  /** What remembers profiles; without, they are asked for each time. */
  public EmbeddedChatsBuilder profileCache(ProfileCache cache) {
    profileCache = requireNonNull(cache);
    return this;
  }

  /** Who knows files; without, any may be posted, and is shown by its id alone. */
  public EmbeddedChatsBuilder files(FileStorage storage) {
    files = requireNonNull(storage);
    return this;
  }

  /** What remembers files; without, they are asked for each time. */
  public EmbeddedChatsBuilder fileCache(FileCache cache) {
    fileCache = requireNonNull(cache);
    return this;
  }

  /** Who is told when people come, go and join; without, nobody is. */
  public EmbeddedChatsBuilder consultations(ConsultationService service) {
    consultations = requireNonNull(service);
    return this;
  }

  /**
   * Who has a session, over all nodes; without, this is the only node. Nodes that share a database
   * share this and the {@link #bus}.
   */
  public EmbeddedChatsBuilder presence(PresenceRegistry registry) {
    presence = Optional.of(registry);
    return this;
  }

  /**
   * What carries announcements to other nodes; without, there are none, and what other nodes on the
   * same database store is seen within 5 s.
   */
  public EmbeddedChatsBuilder bus(ClusterBus clusterBus) {
    bus = requireNonNull(clusterBus);
    return this;
  }

  /** Who is told of unforeseen failures; without, the log (SLF4J). */
  public EmbeddedChatsBuilder failures(FailureReporter reporter) {
    failures = requireNonNull(reporter);
    return this;
  }

  /**
   * On what may be sent; without, {@link Limits#DEFAULT}. The columns of the MySQL adapter are made
   * for these: higher ones need other columns.
   */
  public EmbeddedChatsBuilder limits(Limits bounds) {
    limits = requireNonNull(bounds);
    return this;
  }

  /** What people are told of someone typing; without, in English. */
  public EmbeddedChatsBuilder typingTexts(TypingTexts texts) {
    typingTexts = requireNonNull(texts);
    return this;
  }

  /** Dates what is stored; without, the system's. */
  public EmbeddedChatsBuilder clock(Clock now) {
    clock = requireNonNull(now);
    return this;
  }

  /**
   * Runs what may block, one task for each at a time: takes every task for as long as the node is
   * used, and runs none in the caller's thread. Is not shut down. Without, virtual threads of the
   * node's own.
   */
  public EmbeddedChatsBuilder executor(Executor tasks) {
    executor = Optional.of(tasks);
    return this;
  }

  /**
   * Starts what is due later; is never blocked, and not shut down. Without, a daemon thread of the
   * node's own.
   */
  public EmbeddedChatsBuilder timer(ScheduledExecutorService due) {
    timer = Optional.of(due);
    return this;
  }

  /**
   * Starts a node. From now on it looks at the database every two seconds, and at presence every
   * second, where it has sessions or listeners; it connects to nothing and listens on nothing.
   * Called again, it starts another node over the same ports. Neither blocks nor throws, also while
   * the database or the bus is away.
   */
  public EmbeddedChats start() {
    OwnThreads threads = new OwnThreads();
    Executor tasks = executor.orElseGet(threads::executor);
    ScheduledExecutorService due = timer.orElseGet(threads::timer);
    ChatsNode node = new ChatsNode(ports(), limits, typingTexts, clock, tasks, due);
    return new EmbeddedChats(node, threads);
  }

  private Ports ports() {
    return new Ports(
        chats,
        messages,
        history,
        directory,
        users,
        profileCache,
        files,
        fileCache,
        consultations,
        presence.orElseGet(() -> new InProcessPresenceRegistry(clock)),
        bus,
        failures);
  }

  private static void log(Throwable failure, String during, Map<String, String> context) {
    LOG.error("Unforeseen failure during {} {}", during, context, failure);
  }
}
