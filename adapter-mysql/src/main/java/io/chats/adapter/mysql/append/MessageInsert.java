package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.ParamsCodec;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.StoredText;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.MessageId;
import io.chats.domain.model.AppendDecision.Draft;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * Inserts messages in statements of many rows. It uses plain JDBC, since this is where an append
 * spends its time.
 *
 * <p>A statement has up to {@value #ROW_STEP} rows, or a multiple of that, so that a usual group
 * takes two statements at most, while few different ones are prepared and each is used again.
 */
final class MessageInsert {

  private static final int MAX_ROWS = 256;
  private static final int ROW_STEP = 16;

  private static final String INSERT =
      """
      INSERT INTO messages (chat_id, seq, unread_seq, user_id, sender_type, client_message_id, type,
        text, params, file_id, created_at) VALUES
      """;

  private static final String ROW = "(?,?,?,?,?,?,?,?,?,?,?)";

  private MessageInsert() {}

  /** Returns the stored messages with their ids, in the same order; ids rise in it. */
  static List<Message> insert(Connection connection, List<Draft> drafts) throws SQLException {
    List<Message> stored = new ArrayList<>(drafts.size());
    int from = 0;
    while (from < drafts.size()) {
      int rows = rows(drafts.size() - from);
      insert(connection, drafts.subList(from, from + rows), stored);
      from += rows;
    }
    return stored;
  }

  private static int rows(int left) {
    return left <= ROW_STEP ? left : Math.min(MAX_ROWS, left - left % ROW_STEP);
  }

  private static void insert(Connection connection, List<Draft> drafts, List<Message> stored)
      throws SQLException {
    String sql = INSERT + Placeholders.times(drafts.size(), ROW, ",");
    try (PreparedStatement statement = connection.prepareStatement(sql, GeneratedIds.COLUMNS)) {
      int position = 1;
      for (Draft draft : drafts) {
        position = bind(statement, position, draft);
      }
      statement.executeUpdate();
      List<MessageId> given = GeneratedIds.of(statement, drafts);
      for (int i = 0; i < drafts.size(); i++) {
        stored.add(drafts.get(i).stored(given.get(i)));
      }
    }
  }

  private static int bind(PreparedStatement statement, int first, Draft draft) throws SQLException {
    int position = first;
    Content content = draft.message().content();
    statement.setLong(position++, draft.author().chat().value());
    statement.setLong(position++, draft.seq());
    if (content.type().countsAsUnread()) {
      statement.setLong(position++, draft.seq());
    } else {
      statement.setNull(position++, Types.BIGINT);
    }
    statement.setLong(position++, draft.author().user().value());
    statement.setInt(position++, EnumCodes.USER_TYPE.of(draft.sender()));
    statement.setBytes(position++, clientId(draft));
    statement.setInt(position++, EnumCodes.MESSAGE_TYPE.of(content.type()));
    statement.setString(position++, content.text());
    statement.setString(position++, ParamsCodec.write(content.params()).orElse(null));
    statement.setString(position++, content.file().map(file -> file.value()).orElse(null));
    UtcTime.set(statement, position++, draft.at());
    return position;
  }

  private static byte[] clientId(Draft draft) {
    return draft.message().clientId().map(id -> StoredText.bytes(id.value())).orElse(null);
  }
}
