package io.chats.testing.services.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TinyDiskIT {

  @Test
  void isFullUntilItIsFreed() throws IOException {
    Path folder;
    try (TinyDisk disk = TinyDisk.ofMegabytes(1)) {
      folder = disk.folder();
      Path file = folder.resolve("file");
      disk.fill();
      assertThatThrownBy(() -> Files.write(file, new byte[5000]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");
      disk.free();
      Files.write(file, new byte[5000]);
      assertThat(file).hasSize(5000);
    }
    assertThat(folder).doesNotExist();
  }
}
