package io.chats.adapter.websocket.connection;

/**
 * Every code with which this server closes a connection, and what a client does next. The catalogue
 * for writers of clients; the numbers are a promise to them.
 *
 * <p>A connection that ends without a close frame (1006 to the client) was cut: by the network, or
 * by this server because the peer was silent, or read nothing even while being closed. Reconnect as
 * after {@link #TRY_LATER}.
 */
public enum CloseCode {
  /** The client asked for the end. */
  NORMAL(1000, "", Reconnect.WHEN_WANTED),

  /** This node stops; the reason is {@code reconnectAfterMs=N}. Others take over at once. */
  GOING_AWAY(1001, "reconnectAfterMs=", Reconnect.AFTER_THE_TIME_GIVEN),

  /** The client broke the WebSocket protocol, for example by a frame without a mask. */
  PROTOCOL_ERROR(1002, "protocol error", Reconnect.NOT_BEFORE_THE_CLIENT_IS_MENDED),

  /** A text frame was not UTF-8. */
  INVALID_TEXT(1007, "not UTF-8", Reconnect.NOT_BEFORE_THE_CLIENT_IS_MENDED),

  /** A message was longer than the limit, in one frame or in fragments. */
  TOO_BIG(1009, "message too big", Reconnect.NOT_BEFORE_THE_CLIENT_IS_MENDED),

  /** Something is missing now that is needed, for example what checks tokens. */
  TRY_LATER(1013, "try again later", Reconnect.LATER_AND_LATER),

  /** The token is missing, refused or no longer valid. */
  NO_VALID_TOKEN(4401, "no valid token", Reconnect.WITH_A_NEW_TOKEN),

  /** The client did not read what was sent to it; nothing was lost that it cannot catch up on. */
  TOO_SLOW(4408, "too slow a reader", Reconnect.LATER_AND_LATER),

  /** The client went on sending although its frames were refused. */
  TOO_MANY_FRAMES(4429, "too many frames", Reconnect.LATER_AND_LATER);

  /** Whether, and when, to connect again. */
  public enum Reconnect {
    /** When there is something to do; nothing went wrong. */
    WHEN_WANTED,
    /** After the milliseconds that the reason names; they differ between clients on purpose. */
    AFTER_THE_TIME_GIVEN,
    /** After a pause that doubles from one attempt to the next, with jitter. */
    LATER_AND_LATER,
    /** Once there is a new token; the old one will be refused again. */
    WITH_A_NEW_TOKEN,
    /** Not by itself: the same input will meet the same end. */
    NOT_BEFORE_THE_CLIENT_IS_MENDED
  }

  private final int number;
  private final String reason;
  private final Reconnect reconnect;

  CloseCode(int number, String reason, Reconnect reconnect) {
    this.number = number;
    this.reason = reason;
    this.reconnect = reconnect;
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }

  /** The reason on the wire; with {@link #GOING_AWAY} only its beginning. */
  public String reason() {
    return reason;
  }

  public Reconnect reconnect() {
    return reconnect;
  }
}
