package io.chats.domain.model;

/** The presence of a user: online with a session on any node, else offline. */
public enum Presence {
  ONLINE,
  OFFLINE,
  /** The presence cannot be known now; it is neither announced nor acted upon. */
  UNKNOWN
}
