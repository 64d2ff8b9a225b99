package io.chats.adapter.mysql.row;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** The table {@code messages}, which statements call {@code m}. */
public final class MessageRow {

  public static final String COLUMNS =
      """
      m.id AS m_id, m.seq AS m_seq, m.chat_id AS m_chat_id, m.user_id AS m_user_id,
      m.sender_type AS m_sender_type, m.client_message_id AS m_client_message_id,
      m.type AS m_type, m.text AS m_text, m.params AS m_params, m.file_id AS m_file_id,
      m.created_at AS m_created_at, m.erased_at AS m_erased_at
      """;

  private MessageRow() {}

  /** The message of an outer join; empty where it has none. */
  public static Optional<Message> find(ResultSet row) throws SQLException {
    return row.getLong("m_id") == 0 ? Optional.empty() : Optional.of(read(row));
  }

  public static Message read(ResultSet row) throws SQLException {
    boolean erased = UtcTime.find(row, "m_erased_at").isPresent();
    MessageType type = EnumCodes.MESSAGE_TYPE.at(row.getInt("m_type"));
    return new Message(
        new MessageId(row.getLong("m_id")),
        row.getLong("m_seq"),
        new ChatId(row.getLong("m_chat_id")),
        new UserId(row.getLong("m_user_id")),
        EnumCodes.USER_TYPE.at(row.getInt("m_sender_type")),
        clientId(row),
        erased ? new Content(type, "", Map.of(), Optional.empty()) : content(type, row),
        UtcTime.get(row, "m_created_at"),
        erased);
  }

  private static Content content(MessageType type, ResultSet row) throws SQLException {
    return new Content(
        type,
        row.getString("m_text"),
        ParamsCodec.read(Optional.ofNullable(row.getString("m_params"))),
        Optional.ofNullable(row.getString("m_file_id")).map(FileId::new));
  }

  private static Optional<ClientMessageId> clientId(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getBytes("m_client_message_id"))
        .map(bytes -> new ClientMessageId(StoredText.text(bytes)));
  }
}
