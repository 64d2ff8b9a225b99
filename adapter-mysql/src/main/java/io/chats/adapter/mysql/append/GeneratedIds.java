package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.id.MessageId;
import io.chats.domain.model.MessageDraft;
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
 * The ids that the rows of one statement were given. As a rule they are consecutive, and then those
 * that the driver reports are right: it is told the first one and counts. Where it cannot be so
 * (clusters leave gaps between ids, H2 hands them out to several sessions in turn) they are read.
 */
final class GeneratedIds {

  static final String[] COLUMNS = {"id"};

  private static final String STORED =
      "SELECT chat_id, seq, id FROM messages WHERE (chat_id, seq) IN ";

  /** One for each draft, in their order. */
  List<MessageId> of(PreparedStatement insert, List<MessageDraft> drafts) throws SQLException {
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

  private static List<Long> stored(Connection connection, List<MessageDraft> drafts)
      throws SQLException {
    String marks = Placeholders.times(drafts.size(), "(?,?)", ",");
    try (PreparedStatement select = connection.prepareStatement(STORED + "(" + marks + ")")) {
      int position = 1;
      for (MessageDraft draft : drafts) {
        select.setLong(position++, draft.author().chat().value());
        select.setLong(position++, draft.seq());
      }
      Map<Place, Long> ids = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.put(new Place(rows.getLong("chat_id"), rows.getLong("seq")), rows.getLong("id"));
        }
      }
      return drafts.stream()
          .map(draft -> ids.get(new Place(draft.author().chat().value(), draft.seq())))
          .toList();
    }
  }

  private record Place(long chat, long seq) {}
}
