package io.chats.adapter.websocket.settings;

/**
 * The number of frames that a session may send (spec 10).
 *
 * @param perSecond frames per second in the long run; 0 for no limit
 * @param burst frames at once, after a pause
 */
public record FrameRate(int perSecond, int burst) {

  /** The documented default. */
  public static final FrameRate DEFAULT = new FrameRate(20, 100);

  /** No limit. */
  public static final FrameRate UNLIMITED = new FrameRate(0, 1);

  /**
   * @throws IllegalArgumentException for a negative rate, or a burst below 1
   */
  public FrameRate {
    if (perSecond < 0 || burst < 1) {
      throw new IllegalArgumentException("a rate is 0 or more, and a burst 1 or more");
    }
  }
}
