package io.chats.adapter.mysql;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Consecutive numbers for statements that fill tables, in SQL that every server understands. */
final class Numbers {

  private Numbers() {}

  /**
   * A derived table with one column, {@code seq}, whose rows are in order. It is to be given a
   * name.
   *
   * @param to at least {@code from}, and included
   */
  static String between(long from, long to) {
    int digits = Long.toString(to - from).length();
    return """
    (WITH RECURSIVE digit AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM digit WHERE i < 9)
     SELECT %1$d + %2$s AS seq FROM %3$s WHERE %2$s <= %4$d ORDER BY seq)\
    """
        .formatted(from, sum(digits), tables(digits), to - from);
  }

  private static String sum(int digits) {
    return IntStream.range(0, digits)
        .mapToObj(i -> "d%d.i * 1%s".formatted(i, "0".repeat(i)))
        .collect(Collectors.joining(" + ", "(", ")"));
  }

  private static String tables(int digits) {
    return IntStream.range(0, digits)
        .mapToObj(i -> "digit d" + i)
        .collect(Collectors.joining(", "));
  }
}
