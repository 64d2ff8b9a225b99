package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.BatchLoader;
import io.chats.adapter.mysql.connection.DatabaseFailure;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.reminder.SpellRow;
import io.chats.adapter.mysql.row.ChatHistoryEntry;
import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.ChatUpdateRow;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.StoredText;
import io.chats.adapter.mysql.row.SubscriptionRow;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadRequest;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.ChatStore;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Stores chats and their participants in the database. */
public final class JdbiChatStore implements ChatStore {

  /** Few, since each chat may have many participants. */
  private static final int MAX_BATCH = 64;

  private static final String INSERT =
      """
      INSERT INTO chats (order_id, status, created_at, last_message_at, changed_at, version,
        participants_version, request_id)
      VALUES (:order, :status, :at, :at, :at, :version, :version, :request)
      """;

  private static final String SEEN = "SELECT id FROM chats WHERE request_id = ?";

  // One statement, so that all is of the same moment.
  private static final String FIND =
      """
      SELECT %s, %s
      FROM chats c LEFT JOIN subscriptions s ON s.chat_id = c.id
      WHERE c.id IN (%%s)
      """
          .formatted(ChatRow.COLUMNS, SubscriptionRow.COLUMNS);

  // By the message's id, which is unique over all chats; the join checks that it is of this chat.
  private static final String READ_FACTS =
      """
      SELECT %s, m.seq AS m_seq
      FROM subscriptions s LEFT JOIN messages m ON m.id = ? AND m.chat_id = s.chat_id
      WHERE s.chat_id = ? AND s.user_id = ? AND s.active = TRUE
      """
          .formatted(SubscriptionRow.COLUMNS);

  private final Transactions transactions;
  private final ChatLocks locks;
  private final BatchLoader<ChatId, Conversation> conversations;

  /**
   * @param executor runs queries for several callers together, each of which may block
   */
  public JdbiChatStore(Database database, Executor executor) {
    this.transactions = database.transactions();
    this.locks = new ChatLocks(transactions);
    this.conversations =
        new BatchLoader<>(
            chats -> transactions.read(handle -> load(handle, chats)),
            MAX_BATCH,
            Objects.requireNonNull(executor));
  }

  @Override
  public ChatId open(OrderId order, Optional<RequestId> request, Instant at) {
    return transactions.write(handle -> open(handle, order, request, at));
  }

  @Override
  public Optional<Conversation> find(ChatId chat) {
    return Optional.ofNullable(conversations.find(List.of(chat)).get(chat));
  }

  @Override
  public Changed change(
      ChatId chat, Instant at, Function<Conversation, Optional<Conversation.Decision>> rule) {
    return locks.change(
        chat,
        (handle, locked) -> {
          Conversation before = conversation(handle, chat, locked);
          Optional<Conversation.Decision> decision = rule.apply(before);
          decision.ifPresent(decided -> store(handle, before, decided, at));
          return new Changed(before, decision.map(Conversation.Decision::after).orElse(before));
        });
  }

  @Override
  public Marked markRead(ChatId chat, UserId reader, MessageId upTo, Instant at) {
    ReadRequest request = new ReadRequest(new ParticipantKey(chat, reader), upTo, at);
    return locks.change(
        chat,
        (handle, locked) -> {
          Chat before = locked.orElseThrow(request::notAParticipant);
          ReadFacts facts = readFacts(handle, request);
          Optional<ReadRequest.Decision> decision =
              request.decide(before, facts.own(), facts.seq());
          long seq = facts.seq().orElseThrow();
          decision.ifPresent(decided -> storeMark(handle, request, decided, seq));
          Chat after = decision.map(ReadRequest.Decision::after).orElse(before);
          return new Marked(after, seq, decision.isPresent());
        });
  }

  /** Opens one chat for each request: the unique key of the request id decides. */
  private static ChatId open(
      Handle handle, OrderId order, Optional<RequestId> request, Instant at) {
    Optional<byte[]> key = request.map(id -> StoredText.bytes(id.value()));
    try {
      return insert(handle, order, key, at);
    } catch (UnableToExecuteStatementException e) {
      // The insertion waited for the other transaction's commit, so that its chat can be read.
      return key.filter(taken -> DatabaseFailure.of(e).kind() == DatabaseFailure.Kind.DUPLICATE)
          .flatMap(taken -> handle.select(SEEN, taken).mapTo(Long.class).findOne())
          .map(ChatId::new)
          .orElseThrow(() -> e);
    }
  }

  private static ChatId insert(Handle handle, OrderId order, Optional<byte[]> key, Instant at) {
    long id =
        handle
            .createUpdate(INSERT)
            .bind("order", order.value())
            .bind("status", EnumCodes.STATUS.of(ChatStatus.OPENED))
            .bind("at", UtcTime.argument(at))
            .bind("version", Chat.FIRST_VERSION)
            .bind("request", key.orElse(null))
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    ChatId chat = new ChatId(id);
    ChatHistoryEntry.opened().insert(handle, chat, Chat.FIRST_VERSION, at);
    return chat;
  }

  private static Map<ChatId, Conversation> load(Handle handle, Set<ChatId> chats) {
    Map<Chat, List<Subscription>> found = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        FIND,
        ChatRow.values(chats),
        row -> {
          List<Subscription> all =
              found.computeIfAbsent(ChatRow.read(row), chat -> new ArrayList<>());
          if (row.getLong("s_user_id") != 0) {
            all.add(SubscriptionRow.read(row));
          }
        });
    Map<ChatId, Conversation> conversations = new HashMap<>();
    found.forEach((chat, all) -> conversations.put(chat.id(), conversation(chat, all)));
    return conversations;
  }

  private static Conversation conversation(Handle handle, ChatId id, Optional<Chat> locked) {
    Chat chat = locked.orElseThrow(() -> new RefusedException(new Refusal.NoSuchChat(id)));
    // The lock keeps the participants from changing between the two statements.
    return conversation(chat, SubscriptionRow.ofChat(handle, id));
  }

  private static Conversation conversation(Chat chat, List<Subscription> all) {
    return new Conversation(chat, new Participants(chat.participantsVersion(), all));
  }

  private static void store(
      Handle handle, Conversation before, Conversation.Decision decision, Instant at) {
    Chat after = decision.after().chat();
    decision.changed().forEach(changed -> SubscriptionRow.store(handle, after, changed));
    endSpells(handle, before, decision.changed());
    if (after.isClosed() && !before.chat().isClosed()) {
      SubscriptionRow.close(handle, after);
    }
    ChatRow.update(handle, after, at);
    ChatHistoryEntry.of(before, decision)
        .forEach(entry -> entry.insert(handle, after.id(), after.version(), at));
  }

  /** Afterwards nobody sees that a user did not take part, or that their mark moved. */
  private static void endSpells(Handle handle, Conversation before, List<Subscription> changed) {
    changed.stream()
        .filter(now -> before.participants().find(now.user()).isPresent())
        .forEach(now -> SpellRow.end(handle, new ParticipantKey(before.chat().id(), now.user())));
  }

  private static void storeMark(
      Handle handle, ReadRequest request, ReadRequest.Decision decision, long seq) {
    ParticipantKey reader = request.reader();
    Chat after = decision.after();
    decision.moved().ifPresent(moved -> SubscriptionRow.store(handle, after, moved));
    // Here no spell's end is missed: the ticker would take the next messages for the same spell.
    if (decision.mayEndUnreadSpell()) {
      SpellRow.endIfRead(handle, reader, seq, after.lastSeq());
    }
    ChatRow.update(handle, after, request.at());
    ChatUpdateRow.insert(handle, after);
  }

  private static ReadFacts readFacts(Handle handle, ReadRequest request) {
    ParticipantKey reader = request.reader();
    return handle
        .select(READ_FACTS, request.upTo().value(), reader.chat().value(), reader.user().value())
        .map((row, context) -> readFacts(row))
        .findOne()
        .orElse(new ReadFacts(Optional.empty(), OptionalLong.empty()));
  }

  private static ReadFacts readFacts(ResultSet row) throws SQLException {
    long seq = row.getLong("m_seq");
    return new ReadFacts(
        Optional.of(SubscriptionRow.read(row)),
        seq == 0 ? OptionalLong.empty() : OptionalLong.of(seq));
  }

  private record ReadFacts(Optional<Subscription> own, OptionalLong seq) {}
}
