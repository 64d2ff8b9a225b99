package io.chats.adapter.management.playground;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A file that is served as it is. Immutable. */
final class StaticFile {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "ts", "text/plain; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml");

  private final String type;
  private final byte[] content;
  private final String tag;

  private StaticFile(String type, byte[] content) {
    this.type = type;
    this.content = content;
    this.tag = '"' + HexFormat.of().formatHex(digest(content), 0, 8) + '"';
  }

  /**
   * @param name decides about the media type
   */
  static StaticFile of(String name, byte[] content) {
    return new StaticFile(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), content.clone());
  }

  /**
   * Reads a file that comes with this program.
   *
   * @throws IllegalStateException if it does not
   */
  static StaticFile resource(String path) {
    try (InputStream in = StaticFile.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is not part of this program");
      }
      return of(path, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its media type. */
  String type() {
    return type;
  }

  int length() {
    return content.length;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(content);
  }

  /** The value of its ETag, which changes with the content. */
  String tag() {
    return tag;
  }

  private static byte[] digest(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
