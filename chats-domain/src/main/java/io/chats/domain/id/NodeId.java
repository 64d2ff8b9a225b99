package io.chats.domain.id;

/** Identifies one incarnation of a running node: a restarted node has another one. */
public record NodeId(String value) {

  /**
   * @param value not empty
   * @throws IllegalArgumentException if empty
   */
  public NodeId {
    Ids.requireText(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
