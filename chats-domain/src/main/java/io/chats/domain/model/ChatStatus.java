package io.chats.domain.model;

/** A closed chat takes no messages; it can still be read, and its participants changed. */
public enum ChatStatus {
  OPENED,
  CLOSED
}
