package io.chats.adapter.mysql;

import java.sql.SQLException;

/**
 * The tables cannot be brought up to date, for a reason that somebody has to put right, such as a
 * missing privilege. The message has it, in the words of the server: it holds no secrets, and
 * nothing that users say. What was done so far is kept, and the next start goes on there.
 */
public final class MigrationFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param what such as {@code migration 4 (closed activity)}
   */
  MigrationFailedException(String what, Throwable cause) {
    super(
        what
            + " failed: "
            + reason(cause)
            + ". Once that is put right, the next start goes on where this one ended",
        cause);
  }

  private static String reason(Throwable cause) {
    return cause instanceof SQLException sql
        ? "%s (SQLState %s, error %d)"
            .formatted(sql.getMessage(), sql.getSQLState(), sql.getErrorCode())
        : cause.toString();
  }
}
