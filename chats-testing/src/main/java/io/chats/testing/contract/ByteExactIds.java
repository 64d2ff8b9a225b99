package io.chats.testing.contract;

import java.util.List;

/** Ids that differ byte for byte, although many a collation takes them for equal. */
final class ByteExactIds {

  /** Each has at most 64 code points, as the limits allow. */
  static final List<String> ALL =
      List.of(
          "a",
          "A",
          "a ",
          " a",
          "a\t",
          "a\u0000",
          "\u00e4",
          "a\u0308",
          "ss",
          "\u00df",
          "\u0131",
          "i",
          "\u212a",
          "k",
          "?",
          "%",
          "_",
          "\uff41",
          "\ud83d\ude00".repeat(64),
          "\ud83d\ude00".repeat(63) + "\ud83d\ude01");

  private ByteExactIds() {}
}
