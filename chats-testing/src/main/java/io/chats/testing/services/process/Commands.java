package io.chats.testing.services.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Runs programs to their end. */
public final class Commands {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Commands() {}

  /**
   * What the program wrote.
   *
   * @throws AssertionError with what it wrote, if it fails or takes too long
   */
  public static String run(String... command) {
    Path output = temporaryFile();
    try {
      return run(output, command);
    } finally {
      TempFolder.delete(output);
    }
  }

  private static String run(Path output, String... command) {
    OsProcess process = OsProcess.start(new ProcessBuilder(command), output);
    if (!process.awaitExit(PATIENCE)) {
      process.kill();
      throw failure(command[0], "took too long", output);
    }
    if (process.exitCode() != 0) {
      throw failure(command[0], "ended with " + process.exitCode(), output);
    }
    return read(output);
  }

  private static AssertionError failure(String program, String reason, Path output) {
    return new AssertionError(program + " " + reason + "; it wrote:\n" + read(output));
  }

  private static String read(Path output) {
    try {
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryFile() {
    try {
      return Files.createTempFile("chats-command-", ".out");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
