package io.chats.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures the time from the start of an embedded node's process to its first acknowledgement of a
 * message over a WebSocket. The first start creates a database and a chat, and is not counted; the
 * others find them, or each has an empty data folder of its own ({@code fresh}).
 *
 * <pre>
 * java -cp chats-benchmarks/target/chats-benchmarks.jar io.chats.benchmarks.start.StartTime \
 *     [runs=10] [fresh] COMMAND...
 * </pre>
 */
public final class StartTime {

  private final int runs;
  private final boolean fresh;
  private final List<String> command;

  private StartTime(int runs, boolean fresh, List<String> command) {
    this.runs = runs;
    this.fresh = fresh;
    this.command = command;
  }

  public static void main(String... arguments) throws IOException, InterruptedException {
    List<String> rest = new ArrayList<>(List.of(arguments));
    int runs =
        rest.getFirst().startsWith("runs=")
            ? Integer.parseInt(rest.removeFirst().substring(5))
            : 10;
    boolean fresh = rest.getFirst().equals("fresh") && rest.removeFirst() != null;
    new StartTime(runs, fresh, rest).run();
  }

  private void run() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("start-time");
    try {
      long[] millis = new long[runs];
      int next = 0;
      Path folder = folder(data, next++);
      measure(folder);
      for (int i = 0; i < runs; i++) {
        millis[i] = measure(fresh ? folder(data, next++) : folder);
      }
      Arrays.sort(millis);
      System.out.printf(
          "%d starts, ms: median %d, least %d, most %d   %s%n",
          runs,
          (millis[(runs - 1) / 2] + millis[runs / 2]) / 2,
          millis[0],
          millis[runs - 1],
          Arrays.toString(millis));
    } finally {
      delete(data);
    }
  }

  private long measure(Path folder) throws IOException, InterruptedException {
    try (StartingNode node = StartingNode.start(command, folder)) {
      return node.millisToFirstMessage();
    }
  }

  private static Path folder(Path data, int number) {
    return data.resolve(Integer.toString(number));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
