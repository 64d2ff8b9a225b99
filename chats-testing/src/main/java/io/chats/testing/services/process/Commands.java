package io.chats.testing.services.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Runs programs and waits for their end. */
public final class Commands {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private Commands() {}

  /**
   * Runs a program and returns its output.
   *
   * @throws AssertionError with its output, if it fails or takes longer than two minutes
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
    if (!process.awaitExit(TIMEOUT)) {
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
