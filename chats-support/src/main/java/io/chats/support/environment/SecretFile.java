package io.chats.support.environment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a secret from the file in which an orchestrator puts it. */
public final class SecretFile {

  /** The longest secret, in bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  private SecretFile() {}

  /**
   * Returns the content without the line end at its end, if it has one; never empty. Blocks while
   * the file is read, which may also be a pipe.
   *
   * @throws IOException if there is no secret to be had from it; its message is a clause that says
   *     why to operators, with nothing of the content
   */
  public static String read(Path file) throws IOException {
    String secret = withoutLineEnd(decoded(bytes(file)));
    if (secret.isEmpty()) {
      throw new IOException("it is empty");
    }
    return secret;
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("it is a folder");
    }
    byte[] bytes = readBeginning(file);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("it is longer than " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  private static byte[] readBeginning(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException("this process may not read it", e);
    } catch (IOException e) {
      throw new IOException("it cannot be read", e);
    }
  }

  private static String decoded(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }

  /** One line end alone: more of them may belong to the secret. */
  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
