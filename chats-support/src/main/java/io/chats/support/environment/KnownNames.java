package io.chats.support.environment;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a program knows, to find those that were meant as one of them. A variable with a
 * typo in its name has no effect and is no error, so somebody has to say so.
 */
public final class KnownNames {

  /** Of names without such a prefix, those with at most one difference in so many are typos. */
  private static final int CHARACTERS_PER_TYPO = 6;

  private static final int MAX_TYPOS = 2;

  /** A longer name is nobody's; comparing it would only take time. */
  private static final int MAX_LENGTH = 100;

  private final Set<String> names;
  private final List<String> prefixes;

  /**
   * @param names at least one
   * @param prefixes a name that begins with one of these is meant for this program
   */
  public KnownNames(Collection<String> names, List<String> prefixes) {
    this.names = Set.copyOf(names);
    this.prefixes = List.copyOf(prefixes);
  }

  /** Says whether the name is known, or meant for this program. */
  public boolean concern(String name) {
    return names.contains(name) || hasPrefix(name);
  }

  /**
   * Returns the known name that an unknown one is most like; empty if the name is known, or is not
   * meant for this program. A name that was cut short is like those that go on from there.
   */
  public Optional<String> meantBy(String name) {
    if (names.contains(name) || name.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return nearest(name.toUpperCase(Locale.ROOT), candidates(name))
        .filter(known -> hasPrefix(name) || isTypo(name, known));
  }

  private Collection<String> candidates(String name) {
    List<String> longer = names.stream().filter(known -> known.startsWith(name)).toList();
    return hasPrefix(name) && !longer.isEmpty() ? longer : names;
  }

  private boolean hasPrefix(String name) {
    return prefixes.stream().anyMatch(name::startsWith);
  }

  private static boolean isTypo(String name, String known) {
    return differences(name.toUpperCase(Locale.ROOT), known)
        <= Math.min(MAX_TYPOS, known.length() / CHARACTERS_PER_TYPO);
  }

  /** Of several the first in alphabetical order. */
  private static Optional<String> nearest(String name, Collection<String> candidates) {
    return candidates.stream()
        .min(
            Comparator.comparingInt((String known) -> differences(name, known))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * How many characters have to be added, left out, replaced, or swapped with the next one (optimal
   * string alignment). Each row says how far the beginnings of both are apart.
   */
  private static int differences(String one, String other) {
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
