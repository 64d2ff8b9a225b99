package io.chats.adapter.mysql.connection;

import java.sql.SQLException;

/**
 * The database refused a statement, which is unforeseen. The message names the error and its place,
 * but never repeats the database's own words: these quote values, which may be a user's text.
 */
public final class StatementRefusedException extends RuntimeException {

  private final boolean duplicate;

  StatementRefusedException(Throwable refusal, boolean duplicate) {
    super(describe(refusal));
    this.duplicate = duplicate;
    setStackTrace(refusal.getStackTrace());
  }

  /** Returns whether a unique key was taken. */
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
