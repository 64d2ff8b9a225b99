package io.chats.adapter.monitoring.pinba;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * Writes requests as the message {@code Pinba.Request} of Pinba's {@code pinba.proto}, with the
 * numbers of its fields. The tags are written twice, for the request and for a timer of the same
 * length, since Pinba has reports by either.
 */
final class PinbaEncoder {

  private static final int HOSTNAME = 1;
  private static final int SERVER_NAME = 2;
  private static final int SCRIPT_NAME = 3;
  private static final int REQUEST_COUNT = 4;
  private static final int DOCUMENT_SIZE = 5;
  private static final int MEMORY_PEAK = 6;
  private static final int REQUEST_TIME = 7;
  private static final int USER_TIME = 8;
  private static final int SYSTEM_TIME = 9;
  private static final int TIMER_HIT_COUNT = 10;
  private static final int TIMER_VALUE = 11;
  private static final int TIMER_TAG_COUNT = 12;
  private static final int TIMER_TAG_NAME = 13;
  private static final int TIMER_TAG_VALUE = 14;
  private static final int DICTIONARY = 15;
  private static final int STATUS = 16;
  private static final int TAG_NAME = 20;
  private static final int TAG_VALUE = 21;

  private static final int OK = 200;
  private static final List<String> TAGS = List.of("group", "topic", "method", "path");
  private static final float NANOS = 1e9f;

  private final String host;
  private final String group;
  private final String topic;

  /**
   * @param host the name of this machine
   */
  PinbaEncoder(String host, String group, String topic) {
    this.host = host;
    this.group = group;
    this.topic = topic;
  }

  /**
   * An answered request.
   *
   * @param result {@code ok}, or the number of the error
   */
  record Request(String method, String path, String result, Duration took) {}

  byte[] encode(Request request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      write(request, out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(Request request, CodedOutputStream out) throws IOException {
    float seconds = request.took().toNanos() / NANOS;
    text(out, HOSTNAME, host);
    text(out, SERVER_NAME, "chats");
    text(out, SCRIPT_NAME, request.method() + " " + request.path());
    out.writeUInt32(REQUEST_COUNT, 1);
    out.writeUInt32(DOCUMENT_SIZE, 0);
    out.writeUInt32(MEMORY_PEAK, 0);
    out.writeFloat(REQUEST_TIME, seconds);
    out.writeFloat(USER_TIME, 0);
    out.writeFloat(SYSTEM_TIME, 0);
    out.writeUInt32(TIMER_HIT_COUNT, 1);
    out.writeFloat(TIMER_VALUE, seconds);
    out.writeUInt32(TIMER_TAG_COUNT, TAGS.size());
    tags(out, TIMER_TAG_NAME, TIMER_TAG_VALUE);
    for (String name : TAGS) {
      text(out, DICTIONARY, name);
    }
    for (String value : List.of(group, topic, request.method(), request.path())) {
      text(out, DICTIONARY, value);
    }
    out.writeUInt32(STATUS, status(request.result()));
    tags(out, TAG_NAME, TAG_VALUE);
  }

  /** Writes positions in the dictionary: all names, then all values. */
  private static void tags(CodedOutputStream out, int nameField, int valueField)
      throws IOException {
    for (int i = 0; i < TAGS.size(); i++) {
      out.writeUInt32(nameField, i);
    }
    for (int i = 0; i < TAGS.size(); i++) {
      out.writeUInt32(valueField, TAGS.size() + i);
    }
  }

  private static void text(CodedOutputStream out, int field, String text) throws IOException {
    out.writeByteArray(field, text.getBytes(UTF_8));
  }

  private static int status(String result) {
    return result.equals("ok") ? OK : Integer.parseInt(result);
  }
}
