package io.chats.benchmarks.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, whose use of memory and processor is measured from outside. */
public final class MeasuredServer implements AutoCloseable {

  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
  private static final Pattern WEBSOCKET = Pattern.compile("WebSocket +(ws://\\S+)");
  private static final Pattern MANAGEMENT = Pattern.compile("management +(http://[^\\s/]+)");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final long TIMEOUT_MILLIS = 60_000;

  private final Process process;
  private final Path output;

  private MeasuredServer(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a JVM with the same collector as a node, and waits until it writes that it is ready.
   *
   * @param arguments after the JVM's options for the collector
   */
  public static MeasuredServer java(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(JAVA.resolve("java").toString());
    command.add("-XX:+UseG1GC");
    command.addAll(List.of(arguments));
    return start(new ProcessBuilder(command), environment, "Ready");
  }

  /** Starts a program of this module. */
  static MeasuredServer own(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    all.addAll(List.of(arguments));
    return java(Map.of(), all.toArray(String[]::new));
  }

  /**
   * Starts a server.
   *
   * @param ready text that it writes when it is ready
   */
  static MeasuredServer start(ProcessBuilder builder, Map<String, String> environment, String ready)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("measured-server", ".log");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    MeasuredServer server = new MeasuredServer(builder.start(), output);
    server.awaitOutput(ready);
    return server;
  }

  private void awaitOutput(String text) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
    while (!output().contains(text)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("did not start: " + output());
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  /** The text of both of its outputs so far. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  /** The address of its WebSocket. */
  public URI webSocket() throws IOException {
    return address(WEBSOCKET);
  }

  /** The value of one of its metrics without tags; NaN if there is none. */
  public double metric(String name) throws IOException {
    return Pages.read(address(MANAGEMENT) + "/metrics")
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  private URI address(Pattern pattern) throws IOException {
    Matcher matcher = pattern.matcher(output());
    if (!matcher.find()) {
      throw new IOException("says nowhere where it listens: " + output());
    }
    return URI.create(matcher.group(1));
  }

  /** The live objects of its heap; collects garbage first. */
  public ClassHistogram heap() throws IOException {
    return ClassHistogram.parse(jcmd("GC.class_histogram"));
  }

  /** The resident memory in bytes, after a collection. */
  public long resident() throws IOException {
    jcmd("GC.run");
    Matcher matcher =
        RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
    if (!matcher.find()) {
      throw new IOException("the system does not say what the process takes");
    }
    return Long.parseLong(matcher.group(1)) * 1024;
  }

  /** The processor time it has used. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The output of {@code jcmd}. */
  public String jcmd(String... what) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(JAVA.resolve("jcmd").toString(), Long.toString(process.pid())));
    command.addAll(List.of(what));
    Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream printed = jcmd.getInputStream()) {
      return new String(printed.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Sends SIGKILL; returns when the process is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
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
