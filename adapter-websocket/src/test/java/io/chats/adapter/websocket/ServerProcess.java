package io.chats.adapter.websocket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which may open only so many files. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final int port;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.port = Integer.parseInt(output.readLine());
  }

  /**
   * Starts it.
   *
   * @param sessions the bound of its sessions; 0 for the default
   */
  static ServerProcess start(int descriptors, int sessions) throws IOException {
    return new ServerProcess(
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -n " + descriptors + " && exec \"$@\"",
                "server",
                System.getProperty("java.home") + "/bin/java",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                Integer.toString(sessions))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** The process itself: prints its port, then its counts for each line it reads. */
  public static void main(String[] arguments) throws IOException {
    int sessions = Integer.parseInt(arguments[0]);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (RunningServer server =
        RunningServer.start(s ->
            sessions == 0
                ? s
                : s.withNodeBounds(
                    s.nodeBounds().withSessions(sessions).withHandshakes(sessions)))) {
      System.out.println(server.port());
      while (commands.readLine() != null) {
        System.out.println(String.join(",", server.monitor().counted()));
      }
    }
  }

  int port() {
    return port;
  }

  /** What the server has counted until now. */
  List<String> counted() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      return List.of(output.readLine().split(","));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The time of processors that it has used. */
  Duration usedTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
