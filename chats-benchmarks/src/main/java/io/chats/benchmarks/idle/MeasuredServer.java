package io.chats.benchmarks.idle;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, which is asked from outside what it takes. */
final class MeasuredServer implements AutoCloseable {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
  private static final Pattern WEBSOCKET = Pattern.compile("WebSocket +(ws://\\S+)");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final long PATIENCE_MILLIS = 60_000;

  private final Process process;
  private final Path output;

  private MeasuredServer(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it with the collector that a node has, and waits until it is ready.
   *
   * @param arguments after the JVM's options
   */
  static MeasuredServer start(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(JAVA.resolve("java").toString());
    command.addAll(List.of("-XX:+UseG1GC", "-Xmx1g"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("idle-sessions", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    MeasuredServer server = new MeasuredServer(builder.start(), output);
    server.awaitReady();
    return server;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (!Files.readString(output).contains("Ready")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("did not start: " + Files.readString(output));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  /** Where its WebSocket is. */
  URI webSocket() throws IOException {
    Matcher matcher = WEBSOCKET.matcher(Files.readString(output));
    if (!matcher.find()) {
      throw new IOException("says nowhere where it listens: " + Files.readString(output));
    }
    return URI.create(matcher.group(1));
  }

  /** What is live on its heap; collects first. */
  ClassHistogram heap() throws IOException {
    return ClassHistogram.parse(jcmd("GC.class_histogram"));
  }

  /** The memory that it has, in bytes, after a collection. */
  long resident() throws IOException {
    jcmd("GC.run");
    Matcher matcher =
        RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
    if (!matcher.find()) {
      throw new IOException("the system does not say what the process takes");
    }
    return Long.parseLong(matcher.group(1)) * 1024;
  }

  private String jcmd(String what) throws IOException {
    Process jcmd =
        new ProcessBuilder(JAVA.resolve("jcmd").toString(), Long.toString(process.pid()), what)
            .redirectErrorStream(true)
            .start();
    try (InputStream printed = jcmd.getInputStream()) {
      return new String(printed.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(output);
  }
}
