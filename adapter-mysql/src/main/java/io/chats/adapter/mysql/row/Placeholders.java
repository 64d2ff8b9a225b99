package io.chats.adapter.mysql.row;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Builds statements with lists of bound values. The sizes of lists are rounded up to powers of two
 * by repeating the last value, so that few different statements are prepared and each is reused.
 */
public final class Placeholders {

  /**
   * The largest number of values in one statement. From a thousand on MariaDB makes a table of a
   * list, and reads the whole index to compare it with that.
   */
  static final int MAX = 512;

  private Placeholders() {}

  /** Reads one row of a result, and must not move to another one. */
  @FunctionalInterface
  public interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** Reads one row of the part of a union that is about this value. */
  @FunctionalInterface
  public interface PartReader<T> {
    void read(T value, ResultSet row) throws SQLException;
  }

  /**
   * Queries for the distinct values, with as many statements as they need.
   *
   * @param template has {@code %s} in place of the marks, before any other mark
   */
  public static void forEachRow(
      Handle handle, String template, Collection<Long> values, RowReader reader) {
    forEachRow(handle, template, "?", values, List::of, reader);
  }

  /**
   * As {@link #forEachRow(Handle, String, Collection, RowReader)}, with values of several columns.
   *
   * @param marks of one value
   */
  public static <T> void forEachRow(
      Handle handle,
      String template,
      String marks,
      Collection<T> values,
      Function<T, List<?>> columns,
      RowReader reader) {
    for (List<T> some : chunks(values)) {
      List<T> padded = padded(some);
      String sql = template.formatted(times(padded.size(), marks, ","));
      forEachRow(handle.select(sql, bound(padded, columns)), reader);
    }
  }

  /**
   * Queries for the distinct values with a union that has one part for each of them.
   *
   * @param part has {@code %d}, which is to be returned as the column {@code place}
   * @param columns the values to bind to a part
   */
  public static <T> void forEachPart(
      Handle handle,
      String part,
      Collection<T> values,
      Function<T, List<?>> columns,
      PartReader<T> reader) {
    for (List<T> some : chunks(values)) {
      List<T> padded = padded(some);
      String union =
          IntStream.range(0, padded.size())
              .mapToObj(part::formatted)
              .collect(joining(" UNION ALL "));
      forEachRow(
          handle.select(union, bound(padded, columns)),
          row -> {
            int place = row.getInt("place");
            if (place < some.size()) {
              reader.read(some.get(place), row);
            }
          });
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

  /** The columns of all values, one after the other. */
  public static <T> Object[] bound(List<T> values, Function<T, List<?>> columns) {
    return values.stream().flatMap(value -> columns.apply(value).stream()).toArray();
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
