package io.chats.adapter.jwt;

import java.io.IOException;
import java.time.Duration;

/** Where a key set is read from. */
interface KeySource {

  /** A key set of an issuer has a few kilobytes. */
  int MAX_BYTES = 256 * 1024;

  /**
   * Reads the key set as it is now. Blocks for a bounded time.
   *
   * @return at most {@link #MAX_BYTES}
   * @throws IOException if it cannot be read, or is longer; the message is for operators
   */
  byte[] read() throws IOException;

  /** The time from one reading to the next. */
  Duration period();

  /** The shortest time between two readings, however many tokens name an unknown key. */
  Duration minPause();
}
