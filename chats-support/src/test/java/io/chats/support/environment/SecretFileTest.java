package io.chats.support.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretFileTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3cr3t       | s3cr3t",
        "s3cr3t\\n    | s3cr3t",
        "s3cr3t\\r\\n | s3cr3t",
        "s3cr3t\\n\\n | s3cr3t\\n",
        "a\\nb\\n     | a\\nb",
        "' p w \\n'   | ' p w '",
        "пароль\\n    | пароль",
      })
  void losesTheLineEndAtItsEndAndNothingElse(String content, String secret) throws IOException {
    assertThat(SecretFile.read(file(unescaped(content)))).isEqualTo(unescaped(secret));
  }

  @ParameterizedTest
  @CsvSource({"''", "\\n", "\\r\\n"})
  void mustHaveSomethingInIt(String content) throws IOException {
    assertRefused(file(unescaped(content)), "it is empty");
  }

  @Test
  void mustBeThere() {
    assertRefused(folder.resolve("none"), "there is no such file");
    assertRefused(folder, "it is a folder");
    assertRefused(folder.resolve("x".repeat(9999)), "it cannot be read");
  }

  @Test
  void mustBeText() throws IOException {
    assertRefused(
        Files.write(folder.resolve("bytes"), new byte[] {'s', (byte) 0xff}), "it is not UTF-8");
  }

  @Test
  void isReadUpToABound() throws IOException {
    assertThat(SecretFile.read(ofLength(SecretFile.MAX_BYTES))).hasSize(SecretFile.MAX_BYTES);
    assertRefused(ofLength(SecretFile.MAX_BYTES + 1), "it is longer than 65536 bytes");
    assertRefused(Path.of("/dev/zero"), "it is longer than 65536 bytes");
  }

  private Path ofLength(int bytes) throws IOException {
    byte[] content = new byte[bytes];
    Arrays.fill(content, (byte) 'x');
    return Files.write(folder.resolve("long"), content);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("secret"), content);
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }

  private static void assertRefused(Path file, String reason) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SecretFile.read(file))
        .withMessage(reason);
  }
}
