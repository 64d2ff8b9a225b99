package io.chats.testing.inmemory;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.AppendDecision;
import io.chats.domain.model.Appended;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.Participants;
import io.chats.domain.port.ChangeFeed.Change;
import io.chats.domain.port.ChangeFeed.Changed;
import io.chats.domain.port.ChangeFeed.Positions;
import io.chats.domain.port.ChangeFeed.Source;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The stored chats, with every version that each of them ever had. It runs one transaction at a
 * time, and leaves every decision to the domain.
 */
public final class InMemoryDatabase {

  private final Clock clock;
  private final Map<ChatId, List<StoredChat>> versions = new ConcurrentHashMap<>();
  private final Map<RequestId, ChatId> requests = new HashMap<>();
  private final ChangeLog log = new ChangeLog();
  private long lastChat;

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

  /** The version with which a message was stored. */
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

  /** Stores a changed chat, but not an unchanged one. Returns the chat before and after. */
  public synchronized List<StoredChat> change(ChatId chat, UnaryOperator<StoredChat> change) {
    StoredChat before =
        find(chat).orElseThrow(() -> new RefusedException(new Refusal.NoSuchChat(chat)));
    StoredChat after = change.apply(before);
    if (after.chat().version() != before.chat().version()) {
      versions.get(chat).add(after);
      log.changed(before, after);
    }
    return List.of(before, after);
  }

  public synchronized Appended append(ChatId chat, UserId author, List<NewMessage> messages) {
    StoredChat before =
        find(chat).orElseThrow(() -> new RefusedException(new Refusal.NoSuchChat(chat)));
    ParticipantKey participant = new ParticipantKey(chat, author);
    AppendDecision decision =
        AppendDecision.of(
            List.of(new AppendDecision.Post(participant, messages)),
            before.appendFacts(participant),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    List<Message> stored =
        decision.drafts().stream()
            .map(draft -> draft.stored(new MessageId(log.nextId(Source.MESSAGES))))
            .toList();
    for (Chat after : decision.changedChats()) {
      change(chat, same -> same.with(after, stored));
    }
    return decision.results(stored).getFirst();
  }

  /**
   * Takes the next id of a source of changes, as a transaction does that has begun: no change
   * appears with it before it is given to one.
   */
  public synchronized long takeId(Source source) {
    return log.nextId(source);
  }

  /** Gives an id that was taken to the next change of that source, which so commits late. */
  public synchronized void giveId(Source source, long id) {
    log.giveId(source, id);
  }

  synchronized Positions end() {
    return log.end();
  }

  /** The changes from the first id to the last, in their order. */
  synchronized Stream<Change> changes(Source source, long first, long last) {
    return log.within(source, first, last).stream().map(this::asOfNow);
  }

  /** An entry of the history says whether its chat is closed by now. */
  private Change asOfNow(Change change) {
    if (change instanceof Changed it && it.source() == Source.HISTORY) {
      boolean closed = find(it.chat()).orElseThrow().chat().isClosed();
      return new Changed(it.source(), it.id(), it.chat(), it.version(), it.users(), closed);
    }
    return change;
  }

  private ChatId open(OrderId order, Instant at) {
    ChatId id = new ChatId(++lastChat);
    Instant stored = at.truncatedTo(ChronoUnit.MILLIS);
    Chat chat = Chat.opened(id, order, stored);
    Conversation nobody =
        new Conversation(chat, new Participants(chat.participantsVersion(), List.of()));
    StoredChat first = new StoredChat(nobody, List.of(), Map.of());
    versions.put(id, new CopyOnWriteArrayList<>(List.of(first)));
    log.opened(first);
    return id;
  }
}
