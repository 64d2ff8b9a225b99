package io.chats.adapter.websocket.handshake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers from which addresses refused tokens come again and again. Each failure counts half as
 * much after some seconds. Safe for use by any thread; no method blocks.
 */
public final class FailedAddresses {

  private static final int MAX_ADDRESSES = 10_000;
  private static final double SUSPECT = 10;
  private static final double HALF_LIFE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Map<String, Score> scores = new LinkedHashMap<>();

  /** Notes that a token from the address was refused. */
  synchronized void failed(String address, long nowNanos) {
    Score before = scores.remove(address);
    scores.put(address, before == null ? new Score(1, nowNanos) : before.plusOne(nowNanos));
    if (scores.size() > MAX_ADDRESSES) {
      scores.remove(scores.keySet().iterator().next());
    }
  }

  /** Returns whether clients from the address come after others. */
  synchronized boolean isSuspect(String address, long nowNanos) {
    Score score = scores.get(address);
    return score != null && score.at(nowNanos) >= SUSPECT;
  }

  private record Score(double failures, long atNanos) {

    double at(long nowNanos) {
      return failures * Math.pow(0.5, (nowNanos - atNanos) / HALF_LIFE_NANOS);
    }

    Score plusOne(long nowNanos) {
      return new Score(at(nowNanos) + 1, nowNanos);
    }
  }
}
