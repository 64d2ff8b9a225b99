package io.chats.adapter.websocket.connection;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * All codes with which this server closes a connection, and when a client reconnects: the catalogue
 * for authors of clients. The numbers never change.
 *
 * <p>A connection that ends without a close frame (1006 to the client) was cut: by the network, or
 * by this server because the peer was silent, or read nothing even while it was closed. Clients
 * reconnect as after {@link #TRY_LATER}.
 */
public enum CloseCode {
  /** The client closed the connection. */
  NORMAL(1000, "", Reconnect.ANY_TIME),

  /** This node stops; the reason is {@code reconnectAfterMs=N}. Other nodes take over at once. */
  GOING_AWAY(1001, "reconnectAfterMs=", Reconnect.AFTER_GIVEN_TIME),

  /** The client broke the WebSocket protocol, for example by a frame without a mask. */
  PROTOCOL_ERROR(1002, "protocol error", Reconnect.AFTER_FIX_OF_CLIENT),

  /** A text frame was not UTF-8. */
  INVALID_TEXT(1007, "not UTF-8", Reconnect.AFTER_FIX_OF_CLIENT),

  /** A message was longer than the limit, in one frame or in fragments. */
  TOO_BIG(1009, "message too big", Reconnect.AFTER_FIX_OF_CLIENT),

  /** A service that is needed is not available now, for example the check of tokens. */
  TRY_LATER(1013, "try again later", Reconnect.WITH_BACKOFF),

  /** The token is missing, refused or no longer valid. */
  NO_VALID_TOKEN(4401, "no valid token", Reconnect.WITH_NEW_TOKEN),

  /** A service ended the user's sessions. */
  DISCONNECTED(4403, "disconnected", Reconnect.WHEN_THE_USER_ASKS),

  /** The client did not read what was sent to it; a sync delivers everything it missed. */
  TOO_SLOW(4408, "too slow a reader", Reconnect.WITH_BACKOFF),

  /** The user has too many sessions on this node. */
  TOO_MANY_SESSIONS(4409, "too many sessions", Reconnect.WITH_BACKOFF),

  /** The client went on sending although its frames were refused. */
  TOO_MANY_FRAMES(4429, "too many frames", Reconnect.WITH_BACKOFF);

  /** The time at which a client may connect again. */
  public enum Reconnect {
    /** Any time: nothing went wrong. */
    ANY_TIME,
    /** After the milliseconds in the reason, which differ between clients on purpose. */
    AFTER_GIVEN_TIME,
    /** After a pause that doubles from one attempt to the next, with jitter. */
    WITH_BACKOFF,
    /** With a new token: the old one would be refused again. */
    WITH_NEW_TOKEN,
    /** When the user asks for it, and not by itself: the session was ended on purpose. */
    WHEN_THE_USER_ASKS,
    /** Not before the client is fixed: the same input would have the same result. */
    AFTER_FIX_OF_CLIENT
  }

  private static final Set<CloseCode> VIOLATIONS =
      EnumSet.of(PROTOCOL_ERROR, INVALID_TEXT, TOO_BIG);

  private final int number;
  private final String reason;
  private final Reconnect reconnect;

  CloseCode(int number, String reason, Reconnect reconnect) {
    this.number = number;
    this.reason = reason;
    this.reconnect = reconnect;
  }

  /** The code for a violation of the protocol with that number; empty for all other numbers. */
  static Optional<CloseCode> violation(int number) {
    return VIOLATIONS.stream().filter(code -> code.number == number).findFirst();
  }

  /** Returns whether the client broke the protocol. */
  boolean isViolation() {
    return VIOLATIONS.contains(this);
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
