package io.chats.launcher.config.value;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes values printable: no secrets, one line, not too long. */
public final class Masking {

  private static final Pattern USER_INFO = Pattern.compile("(?s)^([a-zA-Z]+://)?.*@");
  private static final Pattern QUERY = Pattern.compile("(?s)\\?.*$");
  private static final Pattern LOOKS_SECRET =
      Pattern.compile("-----|[\\r\\n]|^[A-Za-z0-9+=_-]{40,}([.][A-Za-z0-9+=_-]*)*$");
  private static final int MAX_LENGTH = 200;

  private Masking() {}

  /**
   * Hides a query and everything between the scheme and the last {@code @}, since a password may
   * contain the characters that end one.
   */
  public static String url(String url) {
    String anonymous = USER_INFO.matcher(url).replaceFirst("$1" + Secret.MASK + "@");
    return QUERY.matcher(anonymous).replaceFirst("?" + Secret.MASK);
  }

  /** Hides what is no path but looks like a key, a token or a certificate, set by mistake. */
  static String path(String path) {
    return LOOKS_SECRET.matcher(path).find() ? Secret.MASK : path;
  }

  /** Escapes characters that would break a line or a terminal, and cuts long texts. */
  public static String printable(String text) {
    String line =
        text.codePoints()
            .limit(MAX_LENGTH)
            .mapToObj(Masking::printable)
            .collect(Collectors.joining());
    return text.codePointCount(0, text.length()) > MAX_LENGTH ? line + "…" : line;
  }

  private static String printable(int codePoint) {
    return Character.isISOControl(codePoint)
        ? String.format(Locale.ROOT, "\\u%04x", codePoint)
        : Character.toString(codePoint);
  }
}
