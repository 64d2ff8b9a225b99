package io.chats.adapter.websocket;

import io.chats.adapter.websocket.settings.SessionTiming;
import java.time.Duration;

/** Short timings for tests, in milliseconds. */
final class Timings {

  private Timings() {}

  static SessionTiming handshakeIn(SessionTiming t, long millis) {
    return new SessionTiming(
        ms(millis), t.ping(), t.silence(), t.reading(), t.closing(), t.reconnect());
  }

  static SessionTiming closingIn(SessionTiming t, long millis) {
    return new SessionTiming(
        t.handshake(), t.ping(), t.silence(), t.reading(), ms(millis), t.reconnect());
  }

  static SessionTiming alive(SessionTiming t, long pingMillis, long silenceMillis) {
    return new SessionTiming(
        t.handshake(), ms(pingMillis), ms(silenceMillis), t.reading(), t.closing(), t.reconnect());
  }

  static SessionTiming readingIn(SessionTiming t, long millis) {
    return new SessionTiming(
        t.handshake(), t.ping(), t.silence(), ms(millis), t.closing(), t.reconnect());
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
