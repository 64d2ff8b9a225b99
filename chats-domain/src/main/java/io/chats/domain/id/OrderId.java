package io.chats.domain.id;

/** Identifies the business case a chat belongs to; the wire also calls it consultation. */
public record OrderId(long value) {

  /**
   * @param value from 1 on
   * @throws IllegalArgumentException for anything below 1
   */
  public OrderId {
    Ids.requirePositive(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
