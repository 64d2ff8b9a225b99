package io.chats.adapter.nats.connection;

/** Says which messages are dropped first when many wait to be sent. */
public enum Importance {
  /** Dropped only when the bounds of the connection are reached. */
  NORMAL,
  /** Dropped when an eighth of these bounds is reached, so that it keeps no other message away. */
  LOW
}
