package io.chats.adapter.mysql.row;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * Builds statements with lists of bound values. The sizes of lists are rounded up to powers of two
 * by repeating the last value, so that few different statements are prepared and each is reused.
 */
public final class Placeholders {

  /** The largest number of values in one statement. */
  static final int MAX = 1024;

  private Placeholders() {}

  /** Reads one row of a result, and must not move to another one. */
  @FunctionalInterface
  public interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /**
   * Queries for the distinct values, with as many statements as they need.
   *
   * @param template has {@code %s} in place of the marks, before any other mark
   */
  public static void forEachRow(
      Handle handle, String template, Collection<Long> values, RowReader reader) {
    for (List<Long> some : chunks(values)) {
      forEachRow(query(handle, template, padded(some)), reader);
    }
  }

  /** Runs the query, and reads its rows in their order. */
  public static void forEachRow(Query query, RowReader reader) {
    query
        .map((row, context) -> {
          reader.read(row);
          return true;
        })
        .forEach(read -> {});
  }

  /** Makes a query from the template, and binds the values to it. */
  public static Query query(Handle handle, String template, List<Long> values) {
    return bind(handle.createQuery(template.formatted(marks(values.size()))), values);
  }

  /** Makes an update from the template, and binds the values to it. */
  public static Update update(Handle handle, String template, List<Long> values) {
    return bind(handle.createUpdate(template.formatted(marks(values.size()))), values);
  }

  private static <S extends SqlStatement<S>> S bind(S statement, List<Long> values) {
    for (int i = 0; i < values.size(); i++) {
      statement.bind(i, values.get(i));
    }
    return statement;
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
