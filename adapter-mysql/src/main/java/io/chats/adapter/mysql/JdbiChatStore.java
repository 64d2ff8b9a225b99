package io.chats.adapter.mysql;

import io.chats.adapter.mysql.chat.ChatHistoryEntry;
import io.chats.adapter.mysql.chat.ChatOpening;
import io.chats.adapter.mysql.chat.ConversationRows;
import io.chats.adapter.mysql.chat.ReadMarkUpdate;
import io.chats.adapter.mysql.connection.BatchLoader;
import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.SubscriptionRow;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Participants;
import io.chats.domain.port.ChatStore;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Chats and their participants in the database. */
public final class JdbiChatStore implements ChatStore {

  /** Each may have many participants. */
  private static final int MOST_TOGETHER = 64;

  private final Database database;
  private final ChatOpening opening;
  private final ReadMarkUpdate reading = new ReadMarkUpdate();
  private final BatchLoader<ChatId, Conversation> conversations;

  /**
   * @param executor runs queries for several callers together, each of which may block
   */
  public JdbiChatStore(Database database, Executor executor) {
    this.database = Objects.requireNonNull(database);
    this.opening = new ChatOpening(database);
    this.conversations =
        new BatchLoader<>(this::find, MOST_TOGETHER, Objects.requireNonNull(executor));
  }

  @Override
  public ChatId open(OrderId order, Optional<RequestId> request, Instant at) {
    return opening.open(order, request, at);
  }

  @Override
  public Optional<Conversation> find(ChatId chat) {
    return Optional.ofNullable(conversations.find(List.of(chat)).get(chat));
  }

  private Map<ChatId, Conversation> find(Set<ChatId> chats) {
    return database.read(handle -> ConversationRows.find(handle, chats));
  }

  @Override
  public Changed change(
      ChatId chat, Instant at, Function<Conversation, Optional<Conversation.Decision>> rule) {
    return database.write(handle -> {
      Conversation before = locked(handle, chat);
      Optional<Conversation.Decision> decision = rule.apply(before);
      decision.ifPresent(decided -> store(handle, before, decided, at));
      return new Changed(before, decision.map(Conversation.Decision::after).orElse(before));
    });
  }

  @Override
  public Marked markRead(ChatId chat, UserId reader, MessageId upTo, Instant at) {
    return database.write(handle -> reading.mark(handle, chat, reader, upTo, at));
  }

  private static Conversation locked(Handle handle, ChatId id) {
    Chat chat =
        ChatRow.lock(handle, id)
            .orElseThrow(() -> new RefusedException(new Refusal.NoSuchChat(id)));
    // Under the lock nobody else changes them.
    return new Conversation(
        chat, new Participants(chat.participantsVersion(), SubscriptionRow.ofChat(handle, id)));
  }

  private static void store(
      Handle handle, Conversation before, Conversation.Decision decision, Instant at) {
    Chat after = decision.after().chat();
    decision.changed().forEach(changed -> SubscriptionRow.store(handle, after.id(), changed));
    ChatRow.update(handle, after, at);
    ChatHistoryEntry.of(before, decision)
        .forEach(entry -> entry.insert(handle, after.id(), after.version(), at));
  }
}
