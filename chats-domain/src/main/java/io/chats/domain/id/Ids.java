package io.chats.domain.id;

/** The checks that ids share. */
final class Ids {

  private Ids() {}

  static void requirePositive(long value) {
    if (value < 1) {
      throw new IllegalArgumentException("an id is 1 or more, not " + value);
    }
  }

  static void requireText(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an id is not empty");
    }
  }
}
