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
import java.util.Set;
import java.util.stream.Collectors;

/** Puts beside messages and participants what is shown with them. Blocks for what is not cached. */
public final class Presenter {

  private final Profiles profiles;
  private final Files files;

  public Presenter(Profiles profiles, Files files) {
    this.profiles = profiles;
    this.files = files;
  }

  /** Messages of one chat as clients are shown them, with their authors. */
  public MessagesPosted posted(
      OrderId order, ReadMarks marks, List<Message> messages, boolean repeated) {
    return new MessagesPosted(shown(marks, messages, repeated), authors(order, messages));
  }

  /** Messages of one chat, in order. */
  public List<ShownMessage> shown(ReadMarks marks, List<Message> messages, boolean repeated) {
    Map<FileStorage.Key, Answer> answers = files.of(messages);
    return messages.stream().map(m -> show(m, marks, answers, repeated)).toList();
  }

  /** The files of messages. */
  public Map<FileStorage.Key, Answer> files(Collection<Message> messages) {
    return files.of(messages);
  }

  /** A message, given what is known of its file. */
  public static ShownMessage show(
      Message message, ReadMarks marks, Map<FileStorage.Key, Answer> files, boolean repeated) {
    return new ShownMessage(
        message, marks.statusOf(message), Files.shown(message, files), repeated);
  }

  /** The authors of messages of one order, each once, in the order of their first message. */
  public List<Profile> authors(OrderId order, Collection<Message> messages) {
    Map<UserId, UserDirectory.Key> keys = new LinkedHashMap<>();
    for (Message m : messages) {
      keys.putIfAbsent(m.author(), new UserDirectory.Key(m.author(), m.sender(), order));
    }
    Map<UserDirectory.Key, Profile> found = profiles.find(new HashSet<>(keys.values()));
    return keys.values().stream().map(found::get).toList();
  }

  /** A participant's opponents as they are shown, in the order in which they joined. */
  public List<Opponent> opponents(Conversation conversation, UserId user) {
    OrderId order = conversation.chat().order();
    List<Subscription> opponents = conversation.participants().opponentsOf(user);
    return opponents(opponents, order, profiles(keys(opponents, order)));
  }

  /** Whose profiles those of participants are. */
  public static Set<UserDirectory.Key> keys(Collection<Subscription> participants, OrderId order) {
    return participants.stream().map(s -> key(s, order)).collect(Collectors.toSet());
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
