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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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

  private static final String[] GENERATED = {"id"};

  private static final String IDS =
      "SELECT chat_id, seq, id FROM messages WHERE (chat_id, seq) IN ";

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
    try (PreparedStatement statement = connection.prepareStatement(sql, GENERATED)) {
      int position = 1;
      for (Draft draft : drafts) {
        position = bind(statement, position, draft);
      }
      statement.executeUpdate();
      List<MessageId> given = ids(statement, drafts);
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

  /**
   * Returns the ids that the rows were given, in the order of the drafts. The driver learns the
   * first one and counts on, which is right where ids are consecutive. Where they are not (clusters
   * leave gaps, H2 serves several sessions in turn) they are read from the table.
   */
  private static List<MessageId> ids(PreparedStatement insert, List<Draft> drafts)
      throws SQLException {
    List<Long> reported = reported(insert);
    boolean plausible = reported.size() == drafts.size() && isConsecutive(reported);
    List<Long> ids = plausible ? reported : stored(insert.getConnection(), drafts);
    return ids.stream().map(MessageId::new).toList();
  }

  private static List<Long> reported(PreparedStatement insert) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (ResultSet keys = insert.getGeneratedKeys()) {
      while (keys.next()) {
        ids.add(keys.getLong(1));
      }
    }
    return ids;
  }

  private static boolean isConsecutive(List<Long> ids) {
    return IntStream.range(0, ids.size()).allMatch(i -> ids.get(i) == ids.getFirst() + i);
  }

  private static List<Long> stored(Connection connection, List<Draft> drafts) throws SQLException {
    String marks = Placeholders.times(drafts.size(), "(?,?)", ",");
    try (PreparedStatement select = connection.prepareStatement(IDS + "(" + marks + ")")) {
      int position = 1;
      for (Draft draft : drafts) {
        select.setLong(position++, draft.author().chat().value());
        select.setLong(position++, draft.seq());
      }
      Map<Position, Long> ids = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.put(new Position(rows.getLong("chat_id"), rows.getLong("seq")), rows.getLong("id"));
        }
      }
      return drafts.stream()
          .map(draft -> ids.get(new Position(draft.author().chat().value(), draft.seq())))
          .toList();
    }
  }

  private record Position(long chat, long seq) {}
}
