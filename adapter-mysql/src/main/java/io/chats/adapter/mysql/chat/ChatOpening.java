package io.chats.adapter.mysql.chat;

import io.chats.adapter.mysql.connection.DatabaseFailure;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.StoredText;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatStatus;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Opens chats, one for each request: the unique key of the request id decides. */
public final class ChatOpening {

  private static final String INSERT =
      """
      INSERT INTO chats (order_id, status, created_at, last_message_at, changed_at, version,
        participants_version, request_id)
      VALUES (:order, :status, :at, :at, :at, :version, :version, :request)
      """;

  private static final String SEEN = "SELECT id FROM chats WHERE request_id = :request";

  private ChatOpening() {}

  public static ChatId open(Handle handle, OrderId order, Optional<RequestId> request, Instant at) {
    Optional<byte[]> key = request.map(id -> StoredText.bytes(id.value()));
    try {
      return insert(handle, order, key, at);
    } catch (UnableToExecuteStatementException e) {
      return key.filter(taken -> DatabaseFailure.of(e).isDuplicate())
          .flatMap(taken -> openedBefore(handle, taken))
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

  /** The insertion waited for the other transaction's commit, so that its chat can be read. */
  private static Optional<ChatId> openedBefore(Handle handle, byte[] key) {
    return handle
        .createQuery(SEEN)
        .bind("request", key)
        .mapTo(Long.class)
        .findOne()
        .map(ChatId::new);
  }
}
