package io.chats.adapter.mysql.connection;

import java.sql.SQLException;

/**
 * The database refused a statement, which is unforeseen. Says what and where, but never repeats the
 * database's own words, which quote values: these may be what a user said.
 */
public final class StatementRefusedException extends RuntimeException {

  private final boolean duplicate;

  StatementRefusedException(Throwable refusal, boolean duplicate) {
    super(describe(refusal));
    this.duplicate = duplicate;
    setStackTrace(refusal.getStackTrace());
  }

  /** Whether a unique key was taken. */
  public boolean isDuplicate() {
    return duplicate;
  }

  private static String describe(Throwable refusal) {
    String what = "a statement was refused: " + refusal.getClass().getSimpleName();
    return refusal instanceof SQLException sql
        ? what + ", SQLState " + sql.getSQLState() + ", error " + sql.getErrorCode()
        : what;
  }
}
