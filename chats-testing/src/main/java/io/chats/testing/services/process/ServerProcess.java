package io.chats.testing.services.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The process of a private server, with the folder it lives in. To be used by one thread at a time.
 * Methods that start it return when it answers, within a minute.
 */
public final class ServerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final int port;
  private final List<String> command;
  private final ServerProbe probe;
  private final OnExit cleanUp = OnExit.of(this::cleanUp);
  private volatile OsProcess process;

  private ServerProcess(Path folder, int port, List<String> command, ServerProbe probe) {
    this.folder = folder;
    this.port = port;
    this.command = List.copyOf(command);
    this.probe = probe;
  }

  /**
   * Starts a server.
   *
   * @param folder its own; deleted when it is closed
   * @param port the one at which it will answer the probe
   */
  public static ServerProcess start(
      Path folder, int port, List<String> command, ServerProbe probe) {
    ServerProcess server = new ServerProcess(folder, port, command, probe);
    try {
      server.launch();
      return server;
    } catch (Throwable failure) {
      server.close();
      throw failure;
    }
  }

  public Path folder() {
    return folder;
  }

  public int port() {
    return port;
  }

  /** Starts it again after {@link #kill}: same port, same data. */
  public void startAgain() {
    if (isRunning()) {
      throw new IllegalStateException("already running");
    }
    launch();
  }

  /** Ends it by SIGKILL, frozen or not; nothing happens when it does not run. */
  public void kill() {
    process.kill();
  }

  /** Kills it and starts it: same port, same data. */
  public void restart() {
    kill();
    startAgain();
  }

  /** Stops it by SIGSTOP: its connections stay open, and it takes new ones without answering. */
  public void freeze() {
    process.freeze();
  }

  /** Lets it go on by SIGCONT. */
  public void thaw() {
    process.thaw();
  }

  /** Whether it was started and not killed, frozen or not. */
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** What it has written since it was first started. */
  public String output() {
    return process.output();
  }

  /** Kills it and deletes its data. */
  @Override
  public void close() {
    cleanUp.close();
  }

  private void launch() {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    process = OsProcess.start(builder, folder.resolve("output.log"));
    awaitAnswer();
  }

  private void awaitAnswer() {
    if (!process.await(() -> probe.reaches(port), PATIENCE)) {
      throw new AssertionError(
          command.getFirst()
              + (process.isAlive() ? " does not answer" : " ended with " + process.exitCode())
              + "; it wrote:\n"
              + process.output());
    }
  }

  private void cleanUp() {
    if (isRunning()) {
      process.kill();
    }
    TempFolder.delete(folder);
  }
}
