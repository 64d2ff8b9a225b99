package io.chats.domain.id;

/** Identifies a message over all chats; within a chat it rises with {@code seq}. */
public record MessageId(long value) {

  /**
   * @param value from 1 on
   * @throws IllegalArgumentException for anything below 1
   */
  public MessageId {
    Ids.requirePositive(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
