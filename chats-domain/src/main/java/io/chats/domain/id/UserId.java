package io.chats.domain.id;

/** Identifies a user of any type. */
public record UserId(long value) {

  /**
   * @param value from 1 on
   * @throws IllegalArgumentException for anything below 1
   */
  public UserId {
    Ids.requirePositive(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
