package io.chats.domain.id;

/** Identifies an unread spell, and with it every attempt to push a reminder of it. */
public record SpellId(String value) {

  /**
   * @param value not empty
   * @throws IllegalArgumentException if empty
   */
  public SpellId {
    Ids.requireText(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
