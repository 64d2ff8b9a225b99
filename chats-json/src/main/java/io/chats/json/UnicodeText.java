package io.chats.json;

/**
 * Checks and repairs text from outside. JSON can escape half of a surrogate pair, which no UTF-8
 * can hold: such text can be neither stored nor sent on.
 */
public final class UnicodeText {

  private static final char REPLACEMENT = '\uFFFD';

  private UnicodeText() {}

  /** Returns whether every surrogate of the text is one of a pair. */
  public static boolean isWellFormed(String text) {
    return firstLoneSurrogate(text, 0) < 0;
  }

  /** Returns the text with U+FFFD in place of each surrogate that is not one of a pair. */
  public static String repaired(String text) {
    int lone = firstLoneSurrogate(text, 0);
    if (lone < 0) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text);
    for (; lone >= 0; lone = firstLoneSurrogate(text, lone + 1)) {
      repaired.setCharAt(lone, REPLACEMENT);
    }
    return repaired.toString();
  }

  private static int firstLoneSurrogate(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (startsPair(text, i)) {
        i++;
      } else {
        return i;
      }
    }
    return -1;
  }

  private static boolean startsPair(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }
}
