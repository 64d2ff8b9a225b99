package io.chats.adapter.mysql.directory;

import static java.util.stream.Collectors.partitioningBy;

import io.chats.adapter.mysql.directory.ParticipantQueries.ParticipantView;
import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.ParticipantKeys;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatOverview;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Counts unread messages exactly, from indexes alone, and no further than {@value
 * ChatOverview#MAX_UNREAD}.
 *
 * <p>A short range is counted entry by entry. A longer one may hold mostly the asker's own messages
 * and would have to be read to its end. So the messages of each other author are counted in an
 * index where they lie together, and no count looks at more than {@value ChatOverview#MAX_UNREAD}
 * entries for each author.
 *
 * <p>Each range is one part of a union, since only then all databases read ranges of an index and
 * stop in them. The hints, which are comments to H2, are for servers whose statistics lag behind.
 */
public final class UnreadCounts {

  private static final String OF_OTHERS =
      """
      SELECT %d AS place, COUNT(*) AS unread FROM messages /*! FORCE INDEX (messages_unread) */
      WHERE chat_id = ? AND unread_seq > ? AND unread_seq <= ? AND user_id <> ?
      """;

  private static final String OF_AUTHOR =
      """
      SELECT %%d AS place, COUNT(*) AS unread FROM (
        SELECT 1 FROM messages /*! FORCE INDEX (messages_author_unread) */
        WHERE chat_id = ? AND unread_seq > ? AND unread_seq <= ? AND user_id = ?
        LIMIT %d) unread_messages
      """
          .formatted(ChatOverview.MAX_UNREAD);

  private static final String USERS =
      "SELECT s.chat_id, s.user_id FROM subscriptions s WHERE s.chat_id IN (%s)";

  private UnreadCounts() {}

  /** The number of unread messages in each range. */
  public static Map<Range, Integer> within(Handle handle, Collection<Range> ranges) {
    Map<Range, Integer> counts = new HashMap<>();
    ranges.forEach(range -> counts.put(range, 0));
    Map<Boolean, List<Range>> far =
        ranges.stream()
            .filter(range -> range.length() > 0)
            .collect(partitioningBy(range -> range.length() > ChatOverview.MAX_UNREAD));
    add(handle, OF_OTHERS, byAsker(far.get(false)), counts);
    add(handle, OF_AUTHOR, byAuthor(handle, far.get(true)), counts);
    return counts;
  }

  private static List<Part> byAsker(List<Range> ranges) {
    return ranges.stream().map(range -> new Part(range, range.key().user())).toList();
  }

  private static List<Part> byAuthor(Handle handle, List<Range> ranges) {
    List<ChatId> chats = ranges.stream().map(range -> range.key().chat()).toList();
    Map<ChatId, List<UserId>> authors = users(handle, chats);
    return ranges.stream()
        .flatMap(range ->
            authors.getOrDefault(range.key().chat(), List.of()).stream()
                .filter(author -> !author.equals(range.key().user()))
                .map(author -> new Part(range, author)))
        .toList();
  }

  /** All users who can have written in these chats: those who take or took part. */
  private static Map<ChatId, List<UserId>> users(Handle handle, Collection<ChatId> chats) {
    Map<ChatId, List<UserId>> users = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        USERS,
        ChatRow.values(chats),
        row -> {
          ParticipantKey key = ParticipantKeys.read(row);
          users.computeIfAbsent(key.chat(), chat -> new ArrayList<>()).add(key.user());
        });
    return users;
  }

  private static void add(
      Handle handle, String piece, List<Part> parts, Map<Range, Integer> counts) {
    Placeholders.forEachPart(
        handle,
        piece,
        parts,
        Part::columns,
        (part, row) -> counts.merge(part.range(), row.getInt("unread"), UnreadCounts::sum));
  }

  private static int sum(int counted, int more) {
    return Math.min(counted + more, ChatOverview.MAX_UNREAD);
  }

  /** The messages of a chat after one {@code seq} and up to another, for one participant. */
  public record Range(ParticipantKey key, long afterSeq, long upToSeq) {

    static Range of(ParticipantView view) {
      return new Range(view.key(), view.own().mark().seq(), view.chat().lastSeq());
    }

    /** The number of messages in the range, by all authors. */
    long length() {
      return upToSeq - afterSeq;
    }
  }

  /**
   * A part of the union.
   *
   * @param user the only author whose messages count, or the only one whose do not
   */
  private record Part(Range range, UserId user) {

    List<Long> columns() {
      return List.of(range.key().chat().value(), range.afterSeq(), range.upToSeq(), user.value());
    }
  }
}
