package io.chats.adapter.mysql.row;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Lists of bound values. Their sizes are rounded up to powers of two, the last value repeated, so
 * that few different statements are prepared and each is used again.
 */
public final class Placeholders {

  /** The most values of one statement. */
  static final int MOST = 1024;

  private Placeholders() {}

  /**
   * A query for values.
   *
   * @param template with {@code %s} for the marks, before any other
   */
  public static Query query(Handle handle, String template, List<Long> values) {
    Query query = handle.createQuery(template.formatted(marks(values.size())));
    for (int i = 0; i < values.size(); i++) {
      query.bind(i, values.get(i));
    }
    return query;
  }

  /** {@code ?,?,?} */
  public static String marks(int count) {
    return times(count, "?", ",");
  }

  /** The piece so many times. */
  public static String times(int count, String piece, String separator) {
    return String.join(separator, Collections.nCopies(count, piece));
  }

  /** With the last one repeated, up to a power of two. */
  public static <T> List<T> padded(Collection<T> values) {
    List<T> result = new ArrayList<>(values);
    int size = powerOfTwo(result.size());
    while (result.size() < size) {
      result.add(result.getLast());
    }
    return result;
  }

  /** In lists that one statement can take, without repetitions; none when there are no values. */
  public static <T> List<List<T>> chunks(Collection<T> values) {
    List<T> all = values.stream().distinct().toList();
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MOST) {
      chunks.add(all.subList(from, Math.min(from + MOST, all.size())));
    }
    return chunks;
  }

  private static int powerOfTwo(int atLeast) {
    return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
  }
}
