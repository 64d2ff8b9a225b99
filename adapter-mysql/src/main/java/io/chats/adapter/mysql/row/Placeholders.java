package io.chats.adapter.mysql.row;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Builds statements with lists of bound values. The sizes of lists are rounded up to powers of two
 * by repeating the last value, so that few different statements are prepared and each is reused.
 */
public final class Placeholders {

  /** The largest number of values in one statement. */
  static final int MAX = 1024;

  private Placeholders() {}

  /**
   * Makes a query and binds the values to it.
   *
   * @param template has {@code %s} in place of the marks, before any other mark
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

  /** The piece, repeated so many times. */
  public static String times(int count, String piece, String separator) {
    return String.join(separator, Collections.nCopies(count, piece));
  }

  /** The values, with the last one repeated up to a power of two. */
  public static <T> List<T> padded(Collection<T> values) {
    List<T> result = new ArrayList<>(values);
    int size = powerOfTwo(result.size());
    while (result.size() < size) {
      result.add(result.getLast());
    }
    return result;
  }

  /** The distinct values in lists that one statement can take; no list when there are none. */
  public static <T> List<List<T>> chunks(Collection<T> values) {
    List<T> all = values.stream().distinct().toList();
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MAX) {
      chunks.add(all.subList(from, Math.min(from + MAX, all.size())));
    }
    return chunks;
  }

  private static int powerOfTwo(int atLeast) {
    return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
  }
}
