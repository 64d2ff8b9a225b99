package io.chats.domain.id;

/**
 * The id that a caller gives a request to open a chat; makes it idempotent. Compared byte for byte.
 */
public record RequestId(String value) {

  /**
   * @param value not empty
   * @throws IllegalArgumentException if empty
   */
  public RequestId {
    Ids.requireText(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
