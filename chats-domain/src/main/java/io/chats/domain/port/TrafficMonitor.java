package io.chats.domain.port;

import java.time.Duration;

/** Counts and times requests and frames (spec 9). Neither blocks nor throws. */
public interface TrafficMonitor {

  /**
   * A request over the bus was answered.
   *
   * @param method and {@code path} as the router knows them, so that their number is bounded
   * @param result {@code ok}, or the number of the error
   */
  void request(String method, String path, String result, Duration took);

  /**
   * A frame of a session was handled.
   *
   * @param type as the protocol knows it, so that their number is bounded
   * @param result {@code ok}, or the number of the error
   */
  void frame(String type, String result, Duration took);

  /**
   * This node closed the connection of a client.
   *
   * @param code of the protocol's catalogue
   */
  default void closed(int code) {}

  /**
   * A request for a connection of a client was answered.
   *
   * @param status of HTTP; 101 where there is a connection now
   */
  default void handshake(int status) {}

  /**
   * The token of a client was judged.
   *
   * @param result of a fixed set, such as {@code accepted} and {@code refused}
   * @param took with the wait for the check
   */
  default void token(String result, Duration took) {}

  /**
   * The connection of a client was cut without a word, or never accepted.
   *
   * @param reason of a fixed set
   */
  default void cut(String reason) {}

  /**
   * Another service was asked, such as for the user of a token, or to send a push.
   *
   * @param subject under which it is asked: one of those of the configuration
   * @param result {@code ok}, {@code refused} when it answered with an error of the request, or
   *     {@code unavailable} when it failed, or did not answer in time
   */
  default void upstream(String subject, String result, Duration took) {}

  /** A monitor that ignores everything. */
  static TrafficMonitor none() {
    return new TrafficMonitor() {
      @Override
      public void request(String method, String path, String result, Duration took) {}

      @Override
      public void frame(String type, String result, Duration took) {}
    };
  }
}
