package io.chats.testing.services.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A JVM of a test, which the test may kill, freeze or end. To be used by one thread at a time. */
public final class ChildJvm implements AutoCloseable {

  private static final Set<String> KEPT = Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL");

  private final Path folder = TempFolder.create("jvm");
  private final OsProcess process;
  private final OnExit cleanUp = OnExit.of(this::cleanUp);

  private ChildJvm(JavaCommand command) {
    ProcessBuilder builder = new ProcessBuilder(command.commandLine()).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(KEPT);
    environment.putAll(command.environment());
    this.process = OsProcess.start(builder, folder.resolve("output.log"));
  }

  static ChildJvm start(JavaCommand command) {
    return new ChildJvm(command);
  }

  public long pid() {
    return process.pid();
  }

  /** The working folder, deleted when this is closed. */
  public Path folder() {
    return folder;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The text of both of its outputs so far. */
  public String output() {
    return process.output();
  }

  /** Sends SIGKILL; returns when the process is gone. */
  public void kill() {
    process.kill();
  }

  /** Sends SIGTERM; does not wait. */
  public void terminate() {
    process.terminate();
  }

  /** Sends SIGSTOP; returns when the process stands still. */
  public void freeze() {
    process.freeze();
  }

  /** Sends SIGCONT. */
  public void thaw() {
    process.thaw();
  }

  /**
   * Waits for its end.
   *
   * @return its exit code; 128 and the signal's number if a signal ended it
   * @throws AssertionError with its output, if it does not end in time
   */
  public int awaitExit(Duration timeout) {
    if (!process.awaitExit(timeout)) {
      throw failure("does not end within " + timeout);
    }
    return process.exitCode();
  }

  /**
   * Waits for a line in its output, also among earlier ones.
   *
   * @return the first such line
   * @throws AssertionError with its output, if there is none in time, or it ends without one
   */
  public String awaitLine(Predicate<String> wanted, Duration timeout) {
    process.await(() -> line(wanted).isPresent(), timeout);
    return line(wanted).orElseThrow(() -> failure("does not write the line within " + timeout));
  }

  /** Waits for a line that contains the text; see {@link #awaitLine(Predicate, Duration)}. */
  public String awaitLine(String containing, Duration timeout) {
    return awaitLine(line -> line.contains(containing), timeout);
  }

  /** Kills it and deletes its folder. */
  @Override
  public void close() {
    cleanUp.close();
  }

  private Optional<String> line(Predicate<String> wanted) {
    String written = output();
    // Half a line may follow the last line break.
    return written.substring(0, written.lastIndexOf('\n') + 1).lines().filter(wanted).findFirst();
  }

  private AssertionError failure(String what) {
    return new AssertionError("the JVM " + what + "; it wrote:\n" + output());
  }

  private void cleanUp() {
    process.kill();
    TempFolder.delete(folder);
  }
}
