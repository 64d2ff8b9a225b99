package io.chats.adapter.nats.connection;

import io.nats.client.AuthHandler;
import io.nats.client.NKey;
import io.nats.client.Nats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads credentials files of NATS. What is wrong with one is said in plain words, without any of
 * its content.
 */
public final class CredentialsReader {

  private static final Pattern JWT = block("NATS USER JWT", "[\\w=.-]+");
  private static final Pattern SEED = block("USER NKEY SEED", "SU[A-Z0-9]+");
  private static final Pattern ONLY_SEED = Pattern.compile("\\s*(SU[A-Z0-9]+)\\s*");

  private CredentialsReader() {}

  /**
   * Checks that a file can be used.
   *
   * @throws IOException if not; the message says why, and may be shown to operators
   */
  public static void check(Path file) throws IOException {
    read(file);
  }

  /**
   * What signs for the user of a file.
   *
   * @throws IOException if the file cannot be used; the message names it and may be shown to
   *     operators
   */
  static AuthHandler handler(Path file) throws IOException {
    try {
      return read(file);
    } catch (IOException e) {
      throw new IOException("the file " + file + " cannot be used: " + e.getMessage());
    }
  }

  private static AuthHandler read(Path file) throws IOException {
    String text = text(file);
    Matcher jwt = JWT.matcher(text);
    Matcher seed = SEED.matcher(text);
    Matcher onlySeed = ONLY_SEED.matcher(text);
    if (onlySeed.matches()) {
      return handler(null, onlySeed.group(1));
    }
    if (!seed.find()) {
      throw new IOException("it has no seed of a user (BEGIN USER NKEY SEED)");
    }
    return handler(jwt.find() ? jwt.group(1).toCharArray() : null, seed.group(1));
  }

  private static AuthHandler handler(char[] jwt, String seed) throws IOException {
    char[] chars = seed.toCharArray();
    try {
      NKey.fromSeed(chars).clear();
    } catch (RuntimeException e) {
      throw new IOException("its seed cannot be read"); // a cause might quote it
    }
    return Nats.staticCredentials(jwt, chars);
  }

  private static Pattern block(String name, String content) {
    return Pattern.compile("-+BEGIN " + name + "-+\\s*(" + content + ")\\s*-+END " + name + "-+");
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IOException("it is not there");
    } catch (IOException e) {
      throw new IOException("it cannot be read");
    }
  }
}
