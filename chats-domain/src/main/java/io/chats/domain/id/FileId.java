package io.chats.domain.id;

/** Identifies a file at the storage service. */
public record FileId(String value) {

  /**
   * @param value not empty
   * @throws IllegalArgumentException if empty
   */
  public FileId {
    Ids.requireText(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
