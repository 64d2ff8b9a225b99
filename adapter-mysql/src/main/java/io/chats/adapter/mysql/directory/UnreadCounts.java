package io.chats.adapter.mysql.directory;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;

import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatOverview;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Counts what askers have not read, exactly, from indexes alone, and no further than is shown.
 *
 * <p>Where no more messages follow the read mark than are counted at most, they are looked at one
 * by one. Where more do, most of them may be the asker's own, so that nobody knows how far to look:
 * then those of each other author are counted, in an index where they lie together. So no count
 * looks at more than {@value ChatOverview#MOST_UNREAD} entries for each author.
 *
 * <p>One piece of a union for each range: only so do all databases read ranges of an index, and
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
          .formatted(ChatOverview.MOST_UNREAD);

  private UnreadCounts() {}

  /** In each of these. */
  public static Map<Range, Integer> within(Handle handle, Collection<Range> ranges) {
    Map<Range, Integer> counts = new HashMap<>();
    ranges.forEach(range -> counts.put(range, 0));
    Map<Boolean, List<Range>> far =
        ranges.stream()
            .filter(range -> range.length() > 0)
            .collect(partitioningBy(range -> range.length() > ChatOverview.MOST_UNREAD));
    add(handle, OF_OTHERS, byAsker(far.get(false)), counts);
    add(handle, OF_AUTHOR, byAuthor(handle, far.get(true)), counts);
    return counts;
  }

  private static List<Part> byAsker(List<Range> ranges) {
    return ranges.stream().map(range -> new Part(range, range.seat().user())).toList();
  }

  private static List<Part> byAuthor(Handle handle, List<Range> ranges) {
    List<ChatId> chats = ranges.stream().map(range -> range.seat().chat()).toList();
    Map<ChatId, List<UserId>> authors = ParticipantRows.users(handle, chats);
    return ranges.stream()
        .flatMap(range ->
            authors.getOrDefault(range.seat().chat(), List.of()).stream()
                .filter(author -> !author.equals(range.seat().user()))
                .map(author -> new Part(range, author)))
        .toList();
  }

  private static void add(
      Handle handle, String piece, List<Part> parts, Map<Range, Integer> counts) {
    for (List<Part> some : Placeholders.chunks(parts)) {
      query(handle, piece, Placeholders.padded(some))
          .map((row, context) -> new Count(row.getInt("place"), row.getInt("unread")))
          .filter(count -> count.place() < some.size())
          .forEach(count ->
              counts.merge(some.get(count.place()).range(), count.unread(), UnreadCounts::sum));
    }
  }

  private static Query query(Handle handle, String piece, List<Part> parts) {
    String union =
        IntStream.range(0, parts.size()).mapToObj(piece::formatted).collect(joining(" UNION ALL "));
    Query query = handle.createQuery(union);
    int position = 0;
    for (Part part : parts) {
      query
          .bind(position++, part.seat().chat().value())
          .bind(position++, part.range().afterSeq())
          .bind(position++, part.range().upToSeq())
          .bind(position++, part.user().value());
    }
    return query;
  }

  private static int sum(int counted, int more) {
    return Math.min(counted + more, ChatOverview.MOST_UNREAD);
  }

  /** What an asker may not have read: after one {@code seq} and up to another. */
  public record Range(ParticipantKey seat, long afterSeq, long upToSeq) {

    static Range of(ParticipantView view) {
      return new Range(view.seat(), view.own().mark().seq(), view.chat().lastSeq());
    }

    /** How many messages there can be in it, whosever. */
    long length() {
      return upToSeq - afterSeq;
    }
  }

  /**
   * What is counted of a range.
   *
   * @param user whose messages alone count, or alone do not
   */
  private record Part(Range range, UserId user) {

    ParticipantKey seat() {
      return range.seat();
    }
  }

  /**
   * @param place in the list of parts
   */
  private record Count(int place, int unread) {}
}
