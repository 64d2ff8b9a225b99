package io.chats.adapter.websocket.connection;

import io.chats.adapter.websocket.settings.FrameRate;
import java.util.concurrent.TimeUnit;

/**
 * Allows a rate in the long run, and a burst after a pause. Not safe for use by several threads.
 */
public final class TokenBucket {

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final FrameRate rate;
  private double tokens;
  private long refilledAt;

  /** Makes a full bucket. */
  public TokenBucket(FrameRate rate, long nowNanos) {
    this.rate = rate;
    this.tokens = rate.burst();
    this.refilledAt = nowNanos;
  }

  /** Returns whether one more is allowed now; if so, it is counted. */
  public boolean tryTake(long nowNanos) {
    if (rate.perSecond() == 0) {
      return true;
    }
    double seconds = (nowNanos - refilledAt) / NANOS_PER_SECOND;
    tokens = Math.min(rate.burst(), tokens + seconds * rate.perSecond());
    refilledAt = nowNanos;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
