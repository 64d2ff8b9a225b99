package io.chats.domain.model;

/** Whether a user has a session anywhere. */
public enum Presence {
  ONLINE,
  OFFLINE,
  /** Presence cannot be known now; it is neither announced nor acted upon. */
  UNKNOWN
}
