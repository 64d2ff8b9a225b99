package io.chats.adapter.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A key set in a file, which may be replaced at any time. */
record FileKeySource(Path file) implements KeySource {

  @Override
  public byte[] read() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new IOException(file + " is longer than " + MAX_BYTES + " bytes");
      }
      return content;
    }
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(2);
  }

  @Override
  public Duration minPause() {
    return Duration.ofMillis(200);
  }
}
