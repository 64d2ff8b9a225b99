package io.chats.application.lookup;

import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ClientEvent.Opponent;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.Profile;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.model.StoredFile;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.FileStorage.Answer;
import io.chats.domain.port.FileStorage.Found;
import io.chats.domain.port.UserDirectory;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Adds profiles and files to messages and participants, as clients are sent them. Only {@link
 * #near} does not block. Safe for use by any thread.
 */
public final class Presenter {

  private final ProfileLookup profiles;
  private final LookupCache<FileStorage.Key, Answer> files;
  private final Executor executor;

  /** Until when look-ups are waited for, as {@link System#nanoTime} says; empty: to their end. */
  private final OptionalLong until;

  /**
   * @param executor runs what may block
   */
  public Presenter(
      ProfileLookup profiles, FileStorage storage, FileCache fileCache, Executor executor) {
    this(
        profiles,
        new LookupCache<>(fileCache::get, fileCache::put, storage::find),
        executor,
        OptionalLong.empty());
  }

  private Presenter(
      ProfileLookup profiles,
      LookupCache<FileStorage.Key, Answer> files,
      Executor executor,
      OptionalLong until) {
    this.profiles = profiles;
    this.files = files;
    this.executor = executor;
    this.until = until;
  }

  /**
   * A presenter of the same profiles and files that waits no longer than that time from now for
   * those that are not cached. Users whose profile is late are nameless, and a late file has only
   * its id; both are cached all the same.
   *
   * @param time zero: no limit
   */
  public Presenter within(Duration time) {
    return time.isZero()
        ? this
        : new Presenter(
            profiles, files, executor, OptionalLong.of(System.nanoTime() + time.toNanos()));
  }

  private Duration timeLeft() {
    return Duration.ofNanos(Math.max(0, until.getAsLong() - System.nanoTime()));
  }

  /** The profiles of participants and the files of messages. */
  public record Known(
      Map<UserDirectory.Key, Profile> profiles, Map<FileStorage.Key, Answer> files) {}

  /** Messages of one chat as clients are sent them, with their authors. */
  public MessagesPosted posted(
      OrderId order, ReadMarks marks, List<Message> messages, boolean repeated) {
    Map<UserId, UserDirectory.Key> authors = authors(order, messages);
    Known known = known(new HashSet<>(authors.values()), messages);
    List<ShownMessage> shown =
        messages.stream().map(m -> show(m, marks, known.files(), repeated)).toList();
    return new MessagesPosted(shown, authors.values().stream().map(known.profiles()::get).toList());
  }

  /**
   * Looks up profiles and files at the same time, so that it takes no longer than the slower of the
   * two. When the executor is busy, the files are looked up after the profiles.
   */
  public Known known(Set<UserDirectory.Key> users, Collection<Message> messages) {
    Set<FileStorage.Key> keys = fileKeys(messages);
    if (keys.isEmpty()) {
      return new Known(profiles(users), Map.of());
    }
    CompletableFuture<Map<FileStorage.Key, Answer>> answers = new CompletableFuture<>();
    AtomicBoolean begun = new AtomicBoolean();
    Runnable asking =
        () -> {
          if (begun.compareAndSet(false, true)) {
            var unused = answers.completeAsync(() -> files(keys), Runnable::run);
          }
        };
    executor.execute(asking);
    Map<UserDirectory.Key, Profile> found = profiles(users);
    asking.run();
    return new Known(found, answers.join());
  }

  /** As {@link #known}, if everything is cached in this process; files never are. Never blocks. */
  public Optional<Known> near(Set<UserDirectory.Key> users, Collection<Message> messages) {
    return fileKeys(messages).isEmpty()
        ? profiles.near(users).map(found -> new Known(found, Map.of()))
        : Optional.empty();
  }

  /**
   * An answer for each file, as far as there is one in time. Blocks for files that are not cached,
   * for a bounded time.
   */
  public Map<FileStorage.Key, Answer> files(Set<FileStorage.Key> keys) {
    return until.isEmpty() ? files.find(keys) : files.find(keys, timeLeft(), executor);
  }

  private static Set<FileStorage.Key> fileKeys(Collection<Message> messages) {
    return messages.stream().flatMap(m -> fileKey(m).stream()).collect(Collectors.toSet());
  }

  private static Optional<FileStorage.Key> fileKey(Message message) {
    return message
        .content()
        .file()
        .map(file -> new FileStorage.Key(file, message.chat(), message.author()));
  }

  /** A message as clients are sent it. */
  public static ShownMessage show(
      Message message, ReadMarks marks, Map<FileStorage.Key, Answer> files, boolean repeated) {
    Optional<StoredFile> file = fileKey(message).map(key -> file(key, files.get(key)));
    return new ShownMessage(message, marks.statusOf(message), file, repeated);
  }

  private static StoredFile file(FileStorage.Key key, Answer answer) {
    return answer instanceof Found found ? found.file() : StoredFile.unknown(key.file());
  }

  /** The authors, each once, in the order of their first message. */
  private static Map<UserId, UserDirectory.Key> authors(
      OrderId order, Collection<Message> messages) {
    Map<UserId, UserDirectory.Key> keys = new LinkedHashMap<>();
    for (Message m : messages) {
      keys.putIfAbsent(m.author(), new UserDirectory.Key(m.author(), m.sender(), order));
    }
    return keys;
  }

  /** The opponents of a participant, in the order in which they joined. */
  public List<Opponent> opponents(Conversation conversation, UserId user) {
    OrderId order = conversation.chat().order();
    List<Subscription> opponents = conversation.participants().opponentsOf(user);
    return opponents(opponents, order, profiles(keys(opponents, order)));
  }

  /** The keys of the profiles of participants, in a new set. */
  public static Set<UserDirectory.Key> keys(Collection<Subscription> participants, OrderId order) {
    Set<UserDirectory.Key> keys = HashSet.newHashSet(participants.size());
    participants.forEach(participant -> keys.add(key(participant, order)));
    return keys;
  }

  /** The profiles of participants. */
  public Map<UserDirectory.Key, Profile> profiles(Set<UserDirectory.Key> keys) {
    return until.isEmpty() ? profiles.find(keys) : profiles.find(keys, timeLeft(), executor);
  }

  /** The key of the profile of a participant. */
  public static UserDirectory.Key key(Subscription participant, OrderId order) {
    return new UserDirectory.Key(participant.user(), participant.type(), order);
  }

  /** Participants as clients are sent them, in the same order. */
  public static List<Opponent> opponents(
      List<Subscription> participants, OrderId order, Map<UserDirectory.Key, Profile> profiles) {
    return participants.stream().map(s -> opponent(s, order, profiles)).toList();
  }

  /** A participant as clients are sent it. */
  public static Opponent opponent(
      Subscription participant, OrderId order, Map<UserDirectory.Key, Profile> profiles) {
    return new Opponent(profiles.get(key(participant, order)), participant.type());
  }
}
