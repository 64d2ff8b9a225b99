package io.chats.adapter.mysql.row;

import io.chats.domain.model.Chat;
import org.jdbi.v3.core.Handle;

/**
 * The table {@code chat_updates}: the changes that have a row neither in {@code messages} nor in
 * {@code chat_history}.
 */
public final class ChatUpdateRow {

  private static final String INSERT =
      "INSERT INTO chat_updates (chat_id, version, closed) VALUES (?, ?, ?)";

  private ChatUpdateRow() {}

  /** Records that the chat came to its version; under its lock. */
  public static void insert(Handle handle, Chat after) {
    handle.execute(INSERT, after.id().value(), after.version(), after.isClosed());
  }
}
