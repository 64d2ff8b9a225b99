package io.chats.adapter.mysql.row;

/**
 * A row holds what this version cannot read, as a later version may have stored. It concerns that
 * row alone, and repeating the query does not help. The message names what was read, never a text
 * of a user.
 */
public final class UnreadableRowException extends RuntimeException {

  /**
   * @param reason for operators; no text of a user
   */
  public UnreadableRowException(String reason) {
    super(reason);
  }
}
