package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.id.MessageId;
import io.chats.domain.model.AppendDecision.Draft;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds the ids that the rows of one insert were given. The driver learns the first one and counts
 * on, which is right where ids are consecutive. Where they are not (clusters leave gaps, H2 serves
 * several sessions in turn) they are read from the table.
 */
final class GeneratedIds {

  static final String[] COLUMNS = {"id"};

  private static final String STORED =
      "SELECT chat_id, seq, id FROM messages WHERE (chat_id, seq) IN ";

  private GeneratedIds() {}

  /** Returns an id for each draft, in their order. */
  static List<MessageId> of(PreparedStatement insert, List<Draft> drafts) throws SQLException {
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
    try (PreparedStatement select = connection.prepareStatement(STORED + "(" + marks + ")")) {
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
