package io.chats.launcher.lifecycle;

import io.chats.domain.id.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The name of this process for operators: that of its machine or container, made unique. */
final class NodeName {

  /** Asking the resolver instead may take seconds. */
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private static final int SUFFIX = 8;

  private NodeName() {}

  static NodeId create() {
    return new NodeId(host() + "-" + UUID.randomUUID().toString().substring(0, SUFFIX));
  }

  private static String host() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "node"; // Not Linux.
    }
  }
}
