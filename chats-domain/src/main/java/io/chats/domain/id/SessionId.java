package io.chats.domain.id;

/** Identifies one connection of one user, over all nodes. */
public record SessionId(String value) {

  /**
   * @param value not empty
   * @throws IllegalArgumentException if empty
   */
  public SessionId {
    Ids.requireText(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
