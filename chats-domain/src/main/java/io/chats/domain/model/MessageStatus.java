package io.chats.domain.model;

/** Goes from {@link #RECEIVED} to {@link #READ}, never back. */
public enum MessageStatus {
  RECEIVED,
  READ
}
