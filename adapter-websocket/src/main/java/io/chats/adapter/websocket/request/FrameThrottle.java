package io.chats.adapter.websocket.request;

import io.chats.adapter.websocket.connection.TokenBucket;
import io.chats.adapter.websocket.settings.FrameRate;
import java.util.concurrent.TimeUnit;

/**
 * Limits the rate of the frames of one session: a frame beyond it is refused (111), and many
 * refusals end the session (4429; spec 10). Not safe for use by several threads.
 */
public final class FrameThrottle {

  /** The treatment of a frame. */
  public enum Verdict {
    HANDLE,
    REFUSE,
    END
  }

  private static final int MAX_REFUSED = 200;
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final TokenBucket bucket;
  private long windowStart;
  private int refused;

  public FrameThrottle(FrameRate rate, long nowNanos) {
    this.bucket = new TokenBucket(rate, nowNanos);
    this.windowStart = nowNanos;
  }

  /** Judges the next frame. */
  public Verdict judge(long nowNanos) {
    if (bucket.tryTake(nowNanos)) {
      return Verdict.HANDLE;
    }
    if (nowNanos - windowStart > WINDOW_NANOS) {
      windowStart = nowNanos;
      refused = 0;
    }
    refused++;
    return refused >= MAX_REFUSED ? Verdict.END : Verdict.REFUSE;
  }
}
