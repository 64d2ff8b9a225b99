package io.chats.benchmarks.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The archive that {@code bin/chats archive} makes and {@code bin/chats} starts with: the classes
 * of a node that has been in use. As there, the options depend on the JVM.
 */
final class StartArchive implements AutoCloseable {

  private static final int TIMEOUT_SECONDS = 120;
  private static final boolean KEEPS_MORE = Runtime.version().feature() >= 25;

  private final Path file;

  /** Makes an archive; blocks for some seconds. */
  StartArchive(Path node) throws IOException, InterruptedException {
    this.file = Files.createTempFile("chats", ".aot");
    Path log = Files.createTempFile("archive", ".log");
    try {
      make(node, log);
    } finally {
      Files.delete(log);
    }
  }

  private void make(Path node, Path log) throws IOException, InterruptedException {
    Process making =
        new ProcessBuilder(
                MeasuredServer.JAVA.resolve("java").toString(),
                "-XX:+UseG1GC",
                (KEEPS_MORE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file,
                "-jar",
                node.toString(),
                "train")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!making.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || making.exitValue() != 0) {
      making.destroyForcibly();
      throw new IOException("no archive: " + Files.readString(log));
    }
  }

  /** The JVM options to start with it. */
  List<String> options() {
    return KEEPS_MORE
        ? List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off")
        : List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds=off");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
