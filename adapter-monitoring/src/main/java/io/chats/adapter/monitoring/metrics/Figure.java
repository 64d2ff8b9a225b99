package io.chats.adapter.monitoring.metrics;

/**
 * A metric whose value a part of the process keeps. It is asked for whenever the metrics are read,
 * so the answer has to be quick.
 */
public enum Figure {
  READY("chats.ready", "1 while work may be sent to this process"),
  /** With the tag {@code dependency}. */
  DEPENDENCY_UP("chats.dependency.up", "1 while it is there"),
  USERS("chats.users", "Users with a session here"),
  ROOMS("chats.rooms", "Chats in which one of them takes part"),
  RECONCILIATION_RUNS(
      "chats.reconciliation.runs", "Comparisons with the database that were carried through", true),
  RECONCILIATION_FAILURES(
      "chats.reconciliation.failures", "Comparisons with the database that failed", true),
  RECONCILIATION_REPAIRS(
      "chats.reconciliation.repairs", "Chats that a comparison found behind the database", true),
  /** With the tags {@code kind} and {@code reason}. */
  ANNOUNCEMENTS_DROPPED(
      "chats.announcements.dropped", "Announcements that were not sent or not taken", true),
  ANNOUNCEMENTS_MISSED(
      "chats.announcements.missed", "Changes of which this node read in the database only", true),
  /** With the tag {@code operation}: subscribe or publish. */
  BUS_DENIED("chats.bus.denied", "What the permissions of NATS kept this process from", true),
  /** With the tag {@code reason}. */
  BUS_REPLIES_DROPPED(
      "chats.bus.replies.dropped", "Replies of the Bus API that could not be sent", true),
  WEBSOCKET_SESSIONS("chats.websocket.sessions", "Open connections"),
  WEBSOCKET_WAITING_BYTES(
      "chats.websocket.waiting.bytes", "Bytes that wait for clients to read them"),
  /** With the tag {@code result}. */
  SIGNED_TOKENS("chats.tokens.signed", "Signed tokens (JWT) that were verified here", true),
  TOKEN_KEYS("chats.token.keys", "Keys that signed tokens are verified with"),
  TOKEN_KEYS_AGE("chats.token.keys.age.seconds", "Time since these keys were last read"),
  /** With the tag {@code reason}; embedded mode only. */
  BUS_HTTP_REFUSED("chats.bus.http.refused", "Requests to POST /bus that were refused", true),
  BUS_OUTSTANDING("chats.bus.outstanding", "Requests in work"),
  APPEND_OUTSTANDING("chats.append.outstanding", "Messages that wait to be stored"),
  LOG_DROPPED(
      "chats.log.dropped", "Log lines that were dropped, since nobody read the output", true),
  PINBA_DROPPED("chats.pinba.dropped", "Requests that Pinba was not told of", true);

  final String meter;
  final String description;

  /** Whether the value only rises, from 0 at the start. */
  final boolean isCounter;

  Figure(String meter, String description) {
    this(meter, description, false);
  }

  Figure(String meter, String description, boolean isCounter) {
    this.meter = meter;
    this.description = description;
    this.isCounter = isCounter;
  }
}
