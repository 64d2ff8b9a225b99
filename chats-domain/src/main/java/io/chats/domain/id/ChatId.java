package io.chats.domain.id;

/** Identifies a chat; rises with the time of opening. */
public record ChatId(long value) {

  /**
   * @param value from 1 on
   * @throws IllegalArgumentException for anything below 1
   */
  public ChatId {
    Ids.requirePositive(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
