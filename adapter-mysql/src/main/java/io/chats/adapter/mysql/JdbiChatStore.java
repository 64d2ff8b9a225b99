package io.chats.adapter.mysql;

import io.chats.adapter.mysql.chat.ChatChanges;
import io.chats.adapter.mysql.chat.ChatOpening;
import io.chats.adapter.mysql.chat.ConversationRows;
import io.chats.adapter.mysql.chat.ReadMarkUpdate;
import io.chats.adapter.mysql.connection.BatchLoader;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.ReadRequest;
import io.chats.domain.port.ChatStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Stores chats and their participants in the database. */
public final class JdbiChatStore implements ChatStore {

  /** Few, since each chat may have many participants. */
  private static final int MAX_BATCH = 64;

  private final Transactions transactions;
  private final BatchLoader<ChatId, Conversation> conversations;

  /**
   * @param executor runs queries for several callers together, each of which may block
   */
  public JdbiChatStore(Database database, Executor executor) {
    this.transactions = database.transactions();
    this.conversations = new BatchLoader<>(this::load, MAX_BATCH, Objects.requireNonNull(executor));
  }

  @Override
  public ChatId open(OrderId order, Optional<RequestId> request, Instant at) {
    return transactions.write(handle -> ChatOpening.open(handle, order, request, at));
  }

  @Override
  public Optional<Conversation> find(ChatId chat) {
    return Optional.ofNullable(conversations.find(List.of(chat)).get(chat));
  }

  private Map<ChatId, Conversation> load(Set<ChatId> chats) {
    return transactions.read(handle -> ConversationRows.find(handle, chats));
  }

  @Override
  public Changed change(
      ChatId chat, Instant at, Function<Conversation, Optional<Conversation.Decision>> rule) {
    return transactions.write(handle -> ChatChanges.change(handle, chat, at, rule));
  }

  @Override
  public Marked markRead(ChatId chat, UserId reader, MessageId upTo, Instant at) {
    ReadRequest request = new ReadRequest(new ParticipantKey(chat, reader), upTo, at);
    return transactions.write(handle -> ReadMarkUpdate.run(handle, request));
  }
}
