package io.chats.adapter.websocket;

import java.util.concurrent.TimeUnit;

/**
 * Decides for each frame of one session whether it is handled, refused (111), or ends the session
 * (4429; spec 10). Not safe for use by several threads.
 */
final class FrameThrottle {

  /** What to do with a frame. */
  enum Verdict {
    HANDLE,
    REFUSE,
    END
  }

  private static final int MOST_REFUSED = 200;
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final TokenBucket bucket;
  private long windowStart;
  private int refused;

  FrameThrottle(FrameRate rate, long nowNanos) {
    this.bucket = new TokenBucket(rate, nowNanos);
    this.windowStart = nowNanos;
  }

  Verdict judge(long nowNanos) {
    if (bucket.tryTake(nowNanos)) {
      return Verdict.HANDLE;
    }
    if (nowNanos - windowStart > WINDOW_NANOS) {
      windowStart = nowNanos;
      refused = 0;
    }
    refused++;
    return refused >= MOST_REFUSED ? Verdict.END : Verdict.REFUSE;
  }
}
