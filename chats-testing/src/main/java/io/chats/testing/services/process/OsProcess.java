package io.chats.testing.services.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A running process, the file with its output, and the signals for it. */
final class OsProcess {

  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration SIGNAL_TIMEOUT = Duration.ofSeconds(30);

  private final Process process;
  private final Path output;

  private OsProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts it with both outputs appended to the file. */
  static OsProcess start(ProcessBuilder builder, Path output) {
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    return new OsProcess(Spawner.spawn(builder), output);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  String output() {
    try {
      // readString would fail if the process was killed in the middle of a character.
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends SIGTERM; does not wait. */
  void terminate() {
    process.destroy();
  }

  /** Sends SIGKILL; returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    if (!awaitExit(SIGNAL_TIMEOUT)) {
      throw new AssertionError("process " + pid() + " cannot be killed");
    }
  }

  /** Sends SIGSTOP; returns when the process stands still. */
  void freeze() {
    signal("STOP");
    if (!await(this::standsStill, SIGNAL_TIMEOUT)) {
      throw new AssertionError("process " + pid() + " cannot be frozen");
    }
  }

  /** Sends SIGCONT. */
  void thaw() {
    signal("CONT");
  }

  boolean awaitExit(Duration timeout) {
    try {
      return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * Waits until the condition holds, the time-out expires or the process ends; returns whether the
   * condition holds.
   */
  boolean await(BooleanSupplier condition, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (awaitExit(PAUSE)) {
        return condition.getAsBoolean();
      }
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
    }
    return true;
  }

  /** Sends a signal; does not wait for its effect. */
  void signal(String name) {
    // By the shell's own command: not every machine has a kill program.
    Commands.run("sh", "-c", "kill -" + name + " " + pid());
  }

  private boolean standsStill() {
    Path stat = Path.of("/proc", Long.toString(pid()), "stat");
    try {
      String fields = Files.readString(stat, StandardCharsets.ISO_8859_1);
      return fields.startsWith("T", fields.lastIndexOf(')') + 2);
    } catch (IOException notLinux) {
      return true;
    }
  }
}
