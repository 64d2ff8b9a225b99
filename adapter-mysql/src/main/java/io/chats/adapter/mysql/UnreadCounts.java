package io.chats.adapter.mysql;

import static java.util.stream.Collectors.joining;

import io.chats.domain.model.ChatOverview;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Counts what askers have not read, from the index alone, and no further than is shown. One piece
 * of a union for each seat: only so do all databases read a range of the index, and stop in it. The
 * hint, which is a comment to H2, is for servers whose statistics lag behind.
 */
final class UnreadCounts {

  private static final String ONE =
      """
      SELECT %%d AS place, COUNT(*) AS unread FROM (
        SELECT 1 FROM messages /*! FORCE INDEX (messages_unread) */
        WHERE chat_id = ? AND unread_seq > ? AND unread_seq <= ? AND user_id <> ?
        LIMIT %d) unread_messages
      """
          .formatted(ChatOverview.MOST_UNREAD);

  private UnreadCounts() {}

  /** Of each of these, as of its moment. */
  static Map<Seat, Integer> of(Handle handle, Collection<SeatView> views) {
    return within(handle, views.stream().map(Range::of).toList());
  }

  /** In each of these. */
  static Map<Seat, Integer> within(Handle handle, Collection<Range> ranges) {
    Map<Seat, Integer> counts = new HashMap<>();
    ranges.forEach(range -> counts.put(range.seat(), 0));
    List<Range> worthIt = ranges.stream().filter(Range::mayHaveUnread).toList();
    for (List<Range> some : Placeholders.chunks(worthIt)) {
      counts.putAll(count(handle, Placeholders.padded(some)));
    }
    return counts;
  }

  private static Map<Seat, Integer> count(Handle handle, List<Range> ranges) {
    Query query = handle.createQuery(union(ranges.size()));
    int position = 0;
    for (Range range : ranges) {
      query
          .bind(position++, range.seat().chat().value())
          .bind(position++, range.afterSeq())
          .bind(position++, range.upToSeq())
          .bind(position++, range.seat().user().value());
    }
    Map<Seat, Integer> counts = new HashMap<>();
    query
        .map((row, context) -> new Count(row.getInt("place"), row.getInt("unread")))
        .forEach(count -> counts.put(ranges.get(count.place()).seat(), count.unread()));
    return counts;
  }

  private static String union(int size) {
    return IntStream.range(0, size).mapToObj(ONE::formatted).collect(joining(" UNION ALL "));
  }

  /** What an asker may not have read: after one {@code seq} and up to another. */
  record Range(Seat seat, long afterSeq, long upToSeq) {

    static Range of(SeatView view) {
      return new Range(view.seat(), view.own().mark().seq(), view.chat().lastSeq());
    }

    /** Whether there can be anything to count. */
    boolean mayHaveUnread() {
      return upToSeq > afterSeq;
    }
  }

  /**
   * @param place in the list of ranges
   */
  private record Count(int place, int unread) {}
}
