package io.chats.adapter.websocket;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits in short steps, since the awaited conditions take milliseconds. */
public final class Eventually {

  private Eventually() {}

  public static ConditionFactory eventually() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
  }
}
