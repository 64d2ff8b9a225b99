package io.chats.launcher.lifecycle;

import io.chats.launcher.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts an embedded node on free ports and a temporary folder, lets a client post a message, and
 * stops it, so that every class of a start and of a first message is loaded once. The JVM that
 * {@code bin/chats archive} starts writes them into an archive as it exits, which makes later
 * starts faster.
 */
public final class ArchiveTraining {

  private ArchiveTraining() {}

  /**
   * Blocks until the node has stopped; deletes the folder.
   *
   * @throws IOException if the node cannot start, or does not answer
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  public static void run() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("chats-training");
    try {
      ChatsProcess process = ChatsProcess.start(configuration(data));
      try {
        TrainingClient.post(process.managementAddress(), process.webSocketAddress());
      } finally {
        process.stop();
      }
    } finally {
      delete(data);
    }
  }

  private static Configuration configuration(Path data) {
    return Configuration.of(
        Map.of(
            "DATA_DIR", data.toString(),
            "WEBSOCKET_PORT", "127.0.0.1:0",
            "MANAGEMENT_PORT", "127.0.0.1:0",
            "SHUTDOWN_SLEEP", "0"));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
