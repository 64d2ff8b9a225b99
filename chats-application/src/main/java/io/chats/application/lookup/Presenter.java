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
import io.chats.domain.model.Subscription;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.FileStorage.Answer;
import io.chats.domain.port.UserDirectory;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Puts beside messages and participants what is shown with them. Blocks, but for {@link #near}. */
public final class Presenter {

  private final ProfileLookup profiles;
  private final FileLookup files;
  private final Executor executor;

  /**
   * @param executor runs what may block
   */
  public Presenter(ProfileLookup profiles, FileLookup files, Executor executor) {
    this.profiles = profiles;
    this.files = files;
    this.executor = executor;
  }

  /** What is known of participants and of messages' files. */
  public record Known(
      Map<UserDirectory.Key, Profile> profiles, Map<FileStorage.Key, Answer> files) {}

  /** Messages of one chat as clients are shown them, with their authors. */
  public MessagesPosted posted(
      OrderId order, ReadMarks marks, List<Message> messages, boolean repeated) {
    Map<UserId, UserDirectory.Key> authors = authors(order, messages);
    Known known = known(new HashSet<>(authors.values()), messages);
    List<ShownMessage> shown =
        messages.stream().map(m -> show(m, marks, known.files(), repeated)).toList();
    return new MessagesPosted(shown, authors.values().stream().map(known.profiles()::get).toList());
  }

  /**
   * Asks for profiles and for files side by side, so that it takes no longer than the slower of the
   * two. An executor that does not come to it costs nothing but that.
   */
  public Known known(Set<UserDirectory.Key> users, Collection<Message> messages) {
    if (!haveFiles(messages)) {
      return new Known(profiles.find(users), Map.of());
    }
    CompletableFuture<Map<FileStorage.Key, Answer>> answers = new CompletableFuture<>();
    AtomicBoolean begun = new AtomicBoolean();
    Runnable asking =
        () -> {
          if (begun.compareAndSet(false, true)) {
            var unused = answers.completeAsync(() -> files.of(messages), Runnable::run);
          }
        };
    executor.execute(asking);
    Map<UserDirectory.Key, Profile> found = profiles.find(users);
    asking.run();
    return new Known(found, answers.join());
  }

  /** The same if all of it is at hand in this process, as no file is. Never blocks. */
  public Optional<Known> near(Set<UserDirectory.Key> users, Collection<Message> messages) {
    return haveFiles(messages)
        ? Optional.empty()
        : profiles.near(users).map(found -> new Known(found, Map.of()));
  }

  private static boolean haveFiles(Collection<Message> messages) {
    return messages.stream().anyMatch(message -> message.content().file().isPresent());
  }

  /** A message, given what is known of its file. */
  public static ShownMessage show(
      Message message, ReadMarks marks, Map<FileStorage.Key, Answer> files, boolean repeated) {
    return new ShownMessage(
        message, marks.statusOf(message), FileLookup.shown(message, files), repeated);
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

  /** A participant's opponents as they are shown, in the order in which they joined. */
  public List<Opponent> opponents(Conversation conversation, UserId user) {
    OrderId order = conversation.chat().order();
    List<Subscription> opponents = conversation.participants().opponentsOf(user);
    return opponents(opponents, order, profiles.find(keys(opponents, order)));
  }

  /** Whose profiles those of participants are; a set of the caller's own. */
  public static Set<UserDirectory.Key> keys(Collection<Subscription> participants, OrderId order) {
    Set<UserDirectory.Key> keys = HashSet.newHashSet(participants.size());
    participants.forEach(participant -> keys.add(key(participant, order)));
    return keys;
  }

  /** The profiles of participants. */
  public Map<UserDirectory.Key, Profile> profiles(Set<UserDirectory.Key> keys) {
    return profiles.find(keys);
  }

  /** Whose profile a participant's is. */
  public static UserDirectory.Key key(Subscription participant, OrderId order) {
    return new UserDirectory.Key(participant.user(), participant.type(), order);
  }

  /** Participants as they are shown, in their order. */
  public static List<Opponent> opponents(
      List<Subscription> participants, OrderId order, Map<UserDirectory.Key, Profile> profiles) {
    return participants.stream().map(s -> opponent(s, order, profiles)).toList();
  }

  /** A participant as shown. */
  public static Opponent opponent(
      Subscription participant, OrderId order, Map<UserDirectory.Key, Profile> profiles) {
    return new Opponent(profiles.get(key(participant, order)), participant.type());
  }
}
