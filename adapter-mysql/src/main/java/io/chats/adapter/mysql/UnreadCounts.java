package io.chats.adapter.mysql;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;

import io.chats.domain.id.ChatId;
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
 * <p>Where not more messages follow the read mark than are counted at most, they are looked at one
 * by one. Where more do, most of them may be the asker's own, so that nobody knows how far to look:
 * then those of each other author are counted, in an index where they lie together. So no count
 * looks at more than {@value ChatOverview#MOST_UNREAD} entries for each author.
 *
 * <p>One piece of a union for each range: only so do all databases read ranges of an index. The
 * hints, which are comments to H2, are for servers whose statistics lag behind.
 */
final class UnreadCounts {

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

  /** Of each of these, as of its moment. */
  static Map<Seat, Integer> of(Handle handle, Collection<SeatView> views) {
    Map<Seat, Integer> counts = new HashMap<>();
    views.forEach(view -> counts.put(view.seat(), 0));
    Map<Boolean, List<SeatView>> far =
        views.stream()
            .filter(SeatView::mayHaveUnread)
            .collect(partitioningBy(view -> view.sinceRead() > ChatOverview.MOST_UNREAD));
    add(handle, OF_OTHERS, ranges(far.get(false)), counts);
    add(handle, OF_AUTHOR, rangesByAuthor(handle, far.get(true)), counts);
    return counts;
  }

  private static List<Range> ranges(List<SeatView> views) {
    return views.stream().map(view -> new Range(view, view.asker())).toList();
  }

  private static List<Range> rangesByAuthor(Handle handle, List<SeatView> views) {
    List<ChatId> chats = views.stream().map(view -> view.chat().id()).toList();
    Map<ChatId, List<UserId>> authors = ParticipantRows.users(handle, chats);
    return views.stream()
        .flatMap(view ->
            authors.get(view.chat().id()).stream()
                .filter(author -> !author.equals(view.asker()))
                .map(author -> new Range(view, author)))
        .toList();
  }

  private static void add(
      Handle handle, String piece, List<Range> ranges, Map<Seat, Integer> counts) {
    for (List<Range> some : Placeholders.chunks(ranges)) {
      query(handle, piece, Placeholders.padded(some))
          .map((row, context) -> new Count(row.getInt("place"), row.getInt("unread")))
          .filter(count -> count.place() < some.size())
          .forEach(
              count -> counts.merge(some.get(count.place()).seat(), count.unread(), Count::sum));
    }
  }

  private static Query query(Handle handle, String piece, List<Range> ranges) {
    String union =
        IntStream.range(0, ranges.size())
            .mapToObj(piece::formatted)
            .collect(joining(" UNION ALL "));
    Query query = handle.createQuery(union);
    int position = 0;
    for (Range range : ranges) {
      query
          .bind(position++, range.view().chat().id().value())
          .bind(position++, range.view().own().mark().seq())
          .bind(position++, range.view().chat().lastSeq())
          .bind(position++, range.user().value());
    }
    return query;
  }

  /**
   * What follows a read mark.
   *
   * @param user whose messages alone count, or alone do not
   */
  private record Range(SeatView view, UserId user) {

    Seat seat() {
      return view.seat();
    }
  }

  /**
   * @param place in the list of ranges
   */
  private record Count(int place, int unread) {

    static int sum(int counted, int more) {
      return Math.min(counted + more, ChatOverview.MOST_UNREAD);
    }
  }
}
