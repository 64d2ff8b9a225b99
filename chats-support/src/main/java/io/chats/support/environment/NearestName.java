package io.chats.support.environment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The known name that somebody may have meant.
 *
 * @param name the nearest one; of several the first in alphabetical order
 * @param distance how many characters have to be added, left out, replaced, or swapped with the
 *     next one
 */
public record NearestName(String name, int distance) {

  /** Finds the nearest of the known names; empty if there are none. */
  public static Optional<NearestName> to(String name, Collection<String> known) {
    return known.stream()
        .map(candidate -> new NearestName(candidate, editDistance(name, candidate)))
        .min(Comparator.comparingInt(NearestName::distance).thenComparing(NearestName::name));
  }

  /** The optimal string alignment: each row says how far the beginnings of both are apart. */
  private static int editDistance(String one, String other) {
    int[][] rows = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, one, other, i, j);
      }
    }
    return rows[one.length()][other.length()];
  }

  private static int step(int[][] rows, String one, String other, int i, int j) {
    int replaced = rows[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
    return isSwapped(one, other, i, j) ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }

  private static boolean isSwapped(String one, String other, int i, int j) {
    return i > 1
        && j > 1
        && one.charAt(i - 1) == other.charAt(j - 2)
        && one.charAt(i - 2) == other.charAt(j - 1);
  }
}
