package io.chats.adapter.websocket.request;

import io.chats.adapter.websocket.connection.TokenBucket;
import io.chats.adapter.websocket.settings.FrameRate;
import java.util.concurrent.TimeUnit;

/**
 * Decides for each frame of one session whether it is handled, refused (111), or ends the session
 * (4429; spec 10). Not safe for use by several threads.
 */
public final class FrameThrottle {

  /** What to do with a frame. */
  public enum Verdict {
    HANDLE,
    REFUSE,
    END
  }

  private static final int MOST_REFUSED = 200;
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final TokenBucket bucket;
  private long windowStart;
  private int refused;

  public FrameThrottle(FrameRate rate, long nowNanos) {
    this.bucket = new TokenBucket(rate, nowNanos);
    this.windowStart = nowNanos;
  }

  public Verdict judge(long nowNanos) {
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
