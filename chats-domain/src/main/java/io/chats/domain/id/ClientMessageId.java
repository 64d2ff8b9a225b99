package io.chats.domain.id;

/** The sender's own name of a message; makes posting it idempotent. Compared byte for byte. */
public record ClientMessageId(String value) {

  /**
   * @param value not empty
   * @throws IllegalArgumentException if empty
   */
  public ClientMessageId {
    Ids.requireText(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
