package io.chats.testing.inmemory;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import io.chats.domain.port.MessageStore.Appended;
import io.chats.domain.port.MessageStore.Refused;
import io.chats.domain.port.MessageStore.Repeated;
import io.chats.domain.port.MessageStore.Result;
import io.chats.domain.port.MessageStore.Stored;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The data that nodes share, with every version of each chat. Transactions run one at a time. */
public final class InMemoryDatabase {

  private final Clock clock;
  private final Map<ChatId, List<StoredChat>> versions = new ConcurrentHashMap<>();
  private final Map<ChatId, Instant> reshapings = new ConcurrentHashMap<>();
  private final Map<RequestId, ChatId> requests = new HashMap<>();
  private long lastChat;
  private long lastMessage;

  public InMemoryDatabase(Clock clock) {
    this.clock = clock;
  }

  /** Every version of a chat, oldest first; empty where there is no chat. */
  public List<StoredChat> versions(ChatId chat) {
    return versions.getOrDefault(chat, List.of());
  }

  public Optional<StoredChat> find(ChatId chat) {
    return versions(chat).isEmpty() ? Optional.empty() : Optional.of(versions(chat).getLast());
  }

  public Collection<StoredChat> all() {
    return versions.values().stream().map(List::getLast).toList();
  }

  /** The version of the chat with which the message was stored. */
  public StoredChat storing(Message message) {
    return versions(message.chat()).stream()
        .filter(version -> version.chat().lastSeq() >= message.seq())
        .findFirst()
        .orElseThrow();
  }

  public synchronized ChatId open(OrderId order, Optional<RequestId> request, Instant at) {
    return request.isPresent()
        ? requests.computeIfAbsent(request.get(), r -> open(order, at))
        : open(order, at);
  }

  /** The time of the last change of a chat's participants or status. */
  Instant reshapedAt(ChatId chat) {
    return reshapings.get(chat);
  }

  public List<StoredChat> change(ChatId chat, UnaryOperator<StoredChat> change) {
    return change(chat, clock.instant(), change);
  }

  /**
   * Applies a change to a chat and stores the result, unless it is the same version. Returns the
   * chat before and after.
   */
  synchronized List<StoredChat> change(ChatId chat, Instant at, UnaryOperator<StoredChat> change) {
    StoredChat before =
        find(chat).orElseThrow(() -> new RefusedException(new Refusal.NoSuchChat(chat)));
    StoredChat after = change.apply(before);
    if (after.chat().version() != before.chat().version()) {
      versions.get(chat).add(after);
    }
    if (!after.hasShapeOf(before)) {
      reshapings.put(chat, at);
    }
    return List.of(before, after);
  }

  public synchronized Appended append(ChatId chat, UserId author, List<NewMessage> messages) {
    List<Result> results = new ArrayList<>();
    List<StoredChat> changed =
        change(
            chat,
            before -> {
              StoredChat after = before;
              for (NewMessage message : messages) {
                Result result = result(after, author, message);
                results.add(result);
                after = result instanceof Stored s ? after.with(List.of(s.message())) : after;
              }
              return together(before, after);
            });
    return new Appended(changed.get(1).chat(), changed.get(0).chat().version(), results);
  }

  private ChatId open(OrderId order, Instant at) {
    ChatId id = new ChatId(++lastChat);
    Instant stored = at.truncatedTo(ChronoUnit.MILLIS);
    Chat chat = new Chat(id, order, ChatStatus.OPENED, stored, stored, 0, 1, 1, ReadMarks.NONE);
    Conversation nobody = new Conversation(chat, new Participants(1, List.of()));
    StoredChat first = new StoredChat(nobody, List.of(), Map.of());
    reshapings.put(id, stored);
    versions.put(id, new CopyOnWriteArrayList<>(List.of(first)));
    return id;
  }

  private Result result(StoredChat chat, UserId author, NewMessage message) {
    ChatId id = chat.chat().id();
    Optional<UserType> sender =
        chat.conversation().participants().active(author).map(Subscription::type);
    Optional<Message> repeated = chat.find(author, message);
    if (sender.isEmpty()) {
      return new Refused(new Refusal.NotAParticipant(id, author));
    }
    if (repeated.isPresent()) {
      return new Repeated(repeated.get());
    }
    if (chat.chat().isClosed()) {
      return new Refused(new Refusal.ChatIsClosed(id));
    }
    return new Stored(store(chat.chat(), author, sender.get(), message));
  }

  private Message store(Chat chat, UserId author, UserType sender, NewMessage message) {
    return new Message(
        new MessageId(++lastMessage),
        chat.lastSeq() + 1,
        chat.id(),
        author,
        sender,
        message.clientId(),
        message.content(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        false);
  }

  /** Returns the messages that were stored one by one as one change. */
  private static StoredChat together(StoredChat before, StoredChat after) {
    int known = before.messages().size();
    List<Message> stored = after.messages().subList(known, after.messages().size());
    return stored.isEmpty() ? before : before.with(stored);
  }
}
