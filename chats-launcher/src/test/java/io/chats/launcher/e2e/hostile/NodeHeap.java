package io.chats.launcher.e2e.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chats.launcher.harness.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** What is in the heap of a node after a full collection. */
record NodeHeap(List<String> lines) {

  /** Collects, and counts what is left. */
  static NodeHeap of(Node node) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, Long.toString(node.jvm().pid()), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      return new NodeHeap(
          new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of objects of a class, named without its module. */
  long objects(String className) {
    return lines.stream()
        .map(line -> line.trim().split("\\s+"))
        .filter(fields -> fields.length >= 4 && fields[3].equals(className))
        .mapToLong(fields -> Long.parseLong(fields[1]))
        .sum();
  }

  /** The classes with the most bytes, and the bytes of all objects. */
  String largest(int classes) {
    return String.join("\n", lines.subList(1, Math.min(lines.size(), classes + 3)))
        + "\n"
        + bytes();
  }

  /** The bytes of all objects. */
  long bytes() {
    return lines.stream()
        .map(line -> line.trim().split("\\s+"))
        .filter(fields -> fields[0].equals("Total"))
        .mapToLong(fields -> Long.parseLong(fields[2]))
        .findFirst()
        .orElseThrow(() -> new AssertionError(String.join("\n", lines)));
  }
}
