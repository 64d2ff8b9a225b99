package io.chats.testing.services.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The process of a private server, with its folder. To be used by one thread at a time. Methods
 * that start the server return when it answers, within a minute.
 */
public final class ServerProcess implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

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
   * @param folder of its own; deleted when this is closed
   * @param port at which it answers the probe
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

  /** Starts it again after {@link #kill}, with the same port and data. */
  public void startAgain() {
    if (isRunning()) {
      throw new IllegalStateException("already running");
    }
    launch();
  }

  /** Sends SIGKILL, also to a frozen one; does nothing if it does not run. */
  public void kill() {
    process.kill();
  }

  /** Kills it and starts it again, with the same port and data. */
  public void restart() {
    kill();
    startAgain();
  }

  /** Sends SIGSTOP: its connections stay open, and it accepts new ones without answering. */
  public void freeze() {
    process.freeze();
  }

  /** Sends SIGCONT. */
  public void thaw() {
    process.thaw();
  }

  /** Sends a signal, such as {@code HUP}; does not wait for its effect. */
  public void signal(String name) {
    process.signal(name);
  }

  /** Returns whether it was started and not killed, frozen or not. */
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** The output since the first start. */
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
    if (!process.await(() -> probe.reaches(port), TIMEOUT)) {
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
