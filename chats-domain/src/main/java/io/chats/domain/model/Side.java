package io.chats.domain.model;

/** The two sides of a conversation; a message counts as read once the other side has read it. */
public enum Side {
  CLIENT,
  STAFF,
  /** The side of a bot. */
  NEITHER
}
