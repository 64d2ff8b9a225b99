package io.chats.benchmarks.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Reads pages of servers that tell about themselves. */
public final class Pages {

  private Pages() {}

  public static String read(String url) throws IOException {
    try (InputStream page = URI.create(url).toURL().openStream()) {
      return new String(page.readAllBytes(), UTF_8);
    }
  }
}
