package io.chats.domain.model;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.IdempotencyKey;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store that only loads and stores, for tests of the rules. In its chats two users take part as
 * client and doctor; all other users do not.
 */
final class RuleStore {

  static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private final Map<ChatId, Chat> chats = new HashMap<>();
  private final Map<ParticipantKey, UserType> authors = new HashMap<>();
  private final List<Message> messages = new ArrayList<>();
  private Instant now = START;

  RuleStore(int chatCount) {
    for (long id = 1; id <= chatCount; id++) {
      ChatId chat = new ChatId(id);
      chats.put(chat, Chat.opened(chat, new OrderId(id), START));
      authors.put(new ParticipantKey(chat, new UserId(1)), UserType.CLIENT);
      authors.put(new ParticipantKey(chat, new UserId(2)), UserType.DOCTOR);
    }
  }

  List<Appended> append(List<AppendDecision.Post> posts) {
    return append(posts, Duration.ofSeconds(1));
  }

  /** As above, by a clock that goes on by so much first; less than zero sets it back. */
  List<Appended> append(List<AppendDecision.Post> posts, Duration step) {
    now = now.plus(step);
    AppendDecision decision = AppendDecision.of(posts, facts(), now);
    List<Message> stored = new ArrayList<>();
    for (AppendDecision.Draft draft : decision.drafts()) {
      stored.add(draft.stored(new MessageId(messages.size() + stored.size() + 1)));
    }
    messages.addAll(stored);
    decision.changedChats().forEach(chat -> chats.put(chat.id(), chat));
    return decision.results(stored);
  }

  void close(ChatId chat) {
    chats.computeIfPresent(chat, (id, before) -> before.isClosed() ? before : before.closed());
  }

  AppendDecision.Facts facts() {
    Map<IdempotencyKey, Message> stored = new HashMap<>();
    for (Message message : messages) {
      key(message).ifPresent(key -> stored.putIfAbsent(key, message));
    }
    return new AppendDecision.Facts(Map.copyOf(chats), Map.copyOf(authors), stored);
  }

  Chat chat(ChatId id) {
    return chats.get(id);
  }

  Map<ChatId, Chat> chats() {
    return Map.copyOf(chats);
  }

  Optional<UserType> type(ParticipantKey author) {
    return Optional.ofNullable(authors.get(author));
  }

  Instant now() {
    return now;
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  List<Message> messages(ChatId chat) {
    return messages.stream().filter(message -> message.chat().equals(chat)).toList();
  }

  static Optional<IdempotencyKey> key(Message message) {
    ParticipantKey author = new ParticipantKey(message.chat(), message.author());
    return message.clientId().map(id -> new IdempotencyKey(author, id));
  }
}
