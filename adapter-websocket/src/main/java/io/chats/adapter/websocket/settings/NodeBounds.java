package io.chats.adapter.websocket.settings;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What all clients together may use of the node (spec G8, G10). Start from {@link #ofThisProcess}
 * and change what differs.
 *
 * @param sessions sessions at a time; further clients get HTTP 503
 * @param sessionsPerUser sessions of one user; a further one is closed (4409)
 * @param sessionsPerAddress sessions from one address; further clients get HTTP 429. 0 for no limit
 * @param handshakes connections without a complete request; beyond it the oldest of them is cut
 * @param tokenChecks clients whose token is checked, or waits for that; further ones get HTTP 503
 * @param waitingBytes bytes that wait for or from all sessions; beyond it the slowest sessions are
 *     closed (4408)
 */
public record NodeBounds(
    int sessions,
    int sessionsPerUser,
    int sessionsPerAddress,
    int handshakes,
    int tokenChecks,
    long waitingBytes) {

  /** The documented share of the heap for what waits, in percent. */
  public static final int WAITING_PERCENT = 25;

  /** The documented limit for one user. */
  public static final int SESSIONS_PER_USER = 100;

  private static final int MAX_SESSIONS = 100_000;
  private static final int MAX_HANDSHAKES = 4_096;
  private static final int TOKEN_CHECKS = 512;

  /** Descriptors that are not for clients: services, files of the JVM, the management server. */
  private static final int OTHER_DESCRIPTORS = 160;

  /** The heap that one request takes until it is complete, with its buffers. */
  private static final int HANDSHAKE_BYTES = 64 * 1024;

  private static final int HANDSHAKES_SHARE = 8;

  /**
   * @throws IllegalArgumentException for anything below 1, or below 0 where 0 is no limit
   */
  public NodeBounds {
    if (Math.min(Math.min(sessions, sessionsPerUser), Math.min(handshakes, tokenChecks)) < 1
        || sessionsPerAddress < 0
        || waitingBytes < 1) {
      throw new IllegalArgumentException("a bound is 1 or more");
    }
  }

  /** The documented defaults, which follow the heap and the number of files it may open. */
  public static NodeBounds ofThisProcess() {
    return of(maxDescriptors(), Runtime.getRuntime().maxMemory());
  }

  /** The defaults for a process with so many descriptors and bytes of heap. */
  static NodeBounds of(long descriptors, long heap) {
    long clients = Math.max(2, descriptors - OTHER_DESCRIPTORS);
    long handshakes =
        Math.clamp(
            Math.min(clients / 4, heap / HANDSHAKES_SHARE / HANDSHAKE_BYTES), 1, MAX_HANDSHAKES);
    return new NodeBounds(
        Math.clamp(clients - handshakes, 1, MAX_SESSIONS),
        SESSIONS_PER_USER,
        0,
        Math.toIntExact(handshakes),
        TOKEN_CHECKS,
        share(WAITING_PERCENT, heap));
  }

  public NodeBounds withSessions(int newSessions) {
    return new NodeBounds(
        newSessions, sessionsPerUser, sessionsPerAddress, handshakes, tokenChecks, waitingBytes);
  }

  public NodeBounds withSessionsPerUser(int newLimit) {
    return new NodeBounds(
        sessions, newLimit, sessionsPerAddress, handshakes, tokenChecks, waitingBytes);
  }

  public NodeBounds withSessionsPerAddress(int newLimit) {
    return new NodeBounds(
        sessions, sessionsPerUser, newLimit, handshakes, tokenChecks, waitingBytes);
  }

  public NodeBounds withHandshakes(int newHandshakes) {
    return new NodeBounds(
        sessions, sessionsPerUser, sessionsPerAddress, newHandshakes, tokenChecks, waitingBytes);
  }

  public NodeBounds withTokenChecks(int newTokenChecks) {
    return new NodeBounds(
        sessions, sessionsPerUser, sessionsPerAddress, handshakes, newTokenChecks, waitingBytes);
  }

  public NodeBounds withWaitingBytes(long newWaitingBytes) {
    return new NodeBounds(
        sessions, sessionsPerUser, sessionsPerAddress, handshakes, tokenChecks, newWaitingBytes);
  }

  /**
   * The same for a share of the heap of this process.
   *
   * @param percent 1 to 100
   */
  public NodeBounds withWaitingPercent(int percent) {
    return withWaitingBytes(share(percent, Runtime.getRuntime().maxMemory()));
  }

  private static long share(int percent, long heap) {
    return Math.max(1, heap / 100 * percent);
  }

  /** The number of files that this process may open; very many where that cannot be known. */
  private static long maxDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Integer.MAX_VALUE;
  }
}
