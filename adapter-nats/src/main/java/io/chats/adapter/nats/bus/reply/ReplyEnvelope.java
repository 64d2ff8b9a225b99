package io.chats.adapter.nats.bus.reply;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The envelope of replies, around data that is encoded already. */
final class ReplyEnvelope {

  private static final byte[] START = ascii("{\"data\":");
  private static final byte[] END = ascii("}");
  private static final byte[] END_WITH_MORE = ascii(",\"has_more\":true}");

  /** The most bytes that the envelope adds to the data. */
  static final int SIZE = START.length + END_WITH_MORE.length;

  private ReplyEnvelope() {}

  static byte[] around(byte[] data, boolean hasMore) {
    return joined(START, data, hasMore ? END_WITH_MORE : END);
  }

  static byte[] joined(byte[]... parts) {
    int size = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteArrayOutputStream joined = new ByteArrayOutputStream(size);
    Arrays.stream(parts).forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  /** A JSON array of encoded elements; it takes one byte for each element, and one more. */
  static byte[] array(List<byte[]> elements) {
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    array.write('[');
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        array.write(',');
      }
      array.writeBytes(elements.get(i));
    }
    array.write(']');
    return array.toByteArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
