package io.chats.benchmarks.idle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Heap and resident memory of each of many idle sessions, in an embedded node and, in the same run,
 * in a bare Tyrus. After a build, in the root folder:
 *
 * <pre>
 * java -cp chats-benchmarks/target/chats-benchmarks.jar io.chats.benchmarks.idle.IdleSessions
 * </pre>
 *
 * <p>Further arguments: {@code sessions=10000}, {@code classes=0} (how many of the classes that
 * grew most are to be shown), {@code node=chats-launcher/target/chats-launcher.jar}. Each process
 * must be able to open some more files than there are sessions ({@code ulimit -n}). Memory in the
 * kernel, such as sockets' buffers, is not in the figures.
 */
public final class IdleSessions {

  private static final int WARM_UP = 500;
  private static final long SETTLE_MILLIS = 2_000;

  private final int sessions;
  private final int classes;
  private final String node;

  private IdleSessions(Map<String, String> settings) {
    sessions = Integer.parseInt(settings.getOrDefault("sessions", "10000"));
    classes = Integer.parseInt(settings.getOrDefault("classes", "0"));
    node = settings.getOrDefault("node", "chats-launcher/target/chats-launcher.jar");
  }

  public static void main(String... arguments) throws IOException, InterruptedException {
    Map<String, String> settings = new TreeMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      settings.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    new IdleSessions(settings).run();
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf("%,d idle sessions; bytes for each:%n", sessions);
    Path data = Files.createTempDirectory("idle-sessions");
    try {
      Map<String, String> environment =
          Map.of(
              "DATA_DIR", data.toString(),
              "WEBSOCKET_PORT", "127.0.0.1:0",
              "MANAGEMENT_PORT", "127.0.0.1:0",
              "SHUTDOWN_SLEEP", "1");
      try (MeasuredServer server = MeasuredServer.start(environment, "-jar", node)) {
        measure("node", server);
      }
    } finally {
      delete(data);
    }
    String classPath = System.getProperty("java.class.path");
    try (MeasuredServer server =
        MeasuredServer.start(Map.of(), "-cp", classPath, BareTyrus.class.getName())) {
      measure("bare Tyrus", server);
    }
  }

  /** Some sessions come before all others, since the first ones load classes. */
  private void measure(String name, MeasuredServer server) throws IOException {
    try (IdleClients clients = new IdleClients(server.webSocket())) {
      clients.connect(WARM_UP);
      clients.idle(SETTLE_MILLIS);
      long residentBefore = server.resident();
      ClassHistogram before = server.heap();
      clients.connect(sessions);
      clients.idle(SETTLE_MILLIS);
      long resident = server.resident();
      ClassHistogram after = server.heap();
      System.out.printf(
          "%-12s heap %,8d   resident %,8d%n",
          name,
          (after.total() - before.total()) / sessions,
          (resident - residentBefore) / sessions);
      if (classes > 0) {
        System.out.println(after.growthSince(before, sessions, classes));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
