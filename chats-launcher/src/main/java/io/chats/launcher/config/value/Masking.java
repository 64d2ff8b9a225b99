package io.chats.launcher.config.value;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes values fit to be seen: no secrets, one line, not too long. */
public final class Masking {

  private static final Pattern USER_INFO = Pattern.compile("(?s)^([a-zA-Z]+://)?.*@");
  private static final Pattern QUERY = Pattern.compile("(?s)\\?.*$");
  private static final int LONGEST = 200;

  private Masking() {}

  /**
   * Hides what may be a password: all up to the last {@code @} but the scheme, since a password may
   * itself contain what ends one; and a query.
   */
  static String url(String url) {
    String anonymous = USER_INFO.matcher(url).replaceFirst("$1" + Secret.MASK + "@");
    return QUERY.matcher(anonymous).replaceFirst("?" + Secret.MASK);
  }

  /** Escapes what would break a line or a terminal, and cuts what is long. */
  public static String printable(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(c -> append(line, c));
    return text.codePointCount(0, text.length()) > LONGEST ? line + "…" : line.toString();
  }

  private static void append(StringBuilder line, int codePoint) {
    if (Character.isISOControl(codePoint)) {
      line.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
    } else {
      line.appendCodePoint(codePoint);
    }
  }
}
