package io.chats.adapter.websocket.conformance;

import java.util.List;

/**
 * One case of the suite: what a client sends after its handshake, and what RFC 6455 has the server
 * do.
 *
 * @param id unique, never given to another case
 * @param section of RFC 6455
 * @param what describes the bytes
 * @param sent written one after another, each in a segment of its own
 */
public record ConformanceCase(
    String id, String section, String what, List<byte[]> sent, Expected expected) {

  public ConformanceCase {
    sent = List.copyOf(sent);
  }

  /** What the server does. */
  public sealed interface Expected {}

  /**
   * It sends so many answers and these pongs, in order, and stays open.
   *
   * @param answers text frames
   */
  public record Open(int answers, List<byte[]> pongs) implements Expected {
    public Open {
      pongs = List.copyOf(pongs);
    }

    @Override
    public String toString() {
      return "open, " + answers + " answered, " + pongs.size() + " pongs";
    }
  }

  /**
   * It closes with this code, and ends the connection.
   *
   * @param code 1005 for a close frame without one
   */
  public record Closed(int code) implements Expected {
    @Override
    public String toString() {
      return "closed, " + code;
    }
  }

  /** Shown by JUnit. */
  @Override
  public String toString() {
    return id + ": " + what;
  }
}
