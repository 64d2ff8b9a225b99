package io.chats.adapter.websocket.frame;

/**
 * Keeps what JSON allows and UTF-8 does not, a surrogate without its other half, out of the
 * product.
 */
final class Texts {

  private static final int REPLACEMENT = '\uFFFD';

  private Texts() {}

  static boolean wellFormed(String text) {
    return text.codePoints().noneMatch(Texts::isLoneSurrogate);
  }

  /** The text with U+FFFD in place of each lone surrogate. */
  static String mended(String text) {
    if (wellFormed(text)) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text.length());
    text.codePoints()
        .map(codePoint -> isLoneSurrogate(codePoint) ? REPLACEMENT : codePoint)
        .forEach(mended::appendCodePoint);
    return mended.toString();
  }

  /** Surrogates that make a pair are one code point, which is none. */
  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
