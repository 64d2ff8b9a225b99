package io.chats.launcher.e2e.browser;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running JavaScript program. Its Node comes with Playwright, since the one of the machine may be
 * missing or too old. Used by one thread at a time.
 */
final class NodeJs implements AutoCloseable {

  private static final Path SOURCES = Path.of("..", "clients", "javascript", "test");

  private final Process process;
  private final CompletableFuture<String> output;

  private NodeJs(Process process) {
    this.process = process;
    this.output = CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread);
  }

  /** Starts a program of {@code clients/javascript/test}. */
  static NodeJs start(String program, String... arguments) {
    Path node =
        Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false)
            .driverDir()
            .resolve("node");
    List<String> command =
        new ArrayList<>(List.of(node.toString(), SOURCES.resolve(program).toString()));
    command.addAll(List.of(arguments));
    try {
      return new NodeJs(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for its end.
   *
   * @return all that it wrote
   * @throws AssertionError with what it wrote, if it fails or takes too long
   */
  String awaitEnd(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("it takes longer than " + timeout + "; it wrote:\n" + written());
      }
      if (process.exitValue() != 0) {
        throw new AssertionError("exit code " + process.exitValue() + "; it wrote:\n" + written());
      }
      return written();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private String written() {
    return output.join();
  }

  private String read() {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
