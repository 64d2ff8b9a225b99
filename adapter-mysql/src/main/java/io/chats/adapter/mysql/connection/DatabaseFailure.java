package io.chats.adapter.mysql.connection;

import io.chats.domain.port.StoreUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The meaning of a failure of the database. This is the one place that knows the error codes of
 * MySQL, MariaDB and H2.
 */
public record DatabaseFailure(Kind kind, Throwable cause) {

  public enum Kind {
    /** The transaction conflicted with another one; nothing was stored, and a retry may help. */
    CONTENTION,
    /** A unique key is taken. */
    DUPLICATE,
    /** The database is away, stopping, full, or read-only; the outcome is unknown. */
    UNAVAILABLE,
    /** A statement was refused: it is wrong, or the values that it was given are. */
    REFUSED
  }

  private static final int LOCK_WAIT = 1205;

  /** The driver has no code for it. */
  private static final String KEY_NEEDED = "Public Key Retrieval is not allowed";

  private static final Set<Integer> NO_SPACE = Set.of(1021, 1114, 90100);

  /** Also what a group of servers answers that has no primary, or is about to choose one. */
  private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836, 3100);

  /** To write where the settings of the binary log do not allow it. */
  private static final Set<Integer> BINARY_LOG = Set.of(1598, 1665);

  /** To use a table, a column or a command that the user may not. */
  private static final Set<Integer> RIGHTS = Set.of(1142, 1143, 1227, 1370);

  public static DatabaseFailure of(Throwable failure) {
    Optional<SQLException> sql = sqlException(failure);
    Kind kind = sql.map(DatabaseFailure::kindOf).orElse(Kind.REFUSED);
    return new DatabaseFailure(kind, sql.map(Throwable.class::cast).orElse(failure));
  }

  /** The exception that a port throws. */
  public RuntimeException toException() {
    return switch (kind) {
      case UNAVAILABLE -> new StoreUnavailableException(explanation(), cause);
      case CONTENTION -> new StoreUnavailableException("the database is too busy", cause);
      case DUPLICATE, REFUSED -> new StatementRefusedException(cause, kind == Kind.DUPLICATE);
    };
  }

  /** Returns whether every other write would be refused for the same reason. */
  boolean refusesWrites() {
    return isReadOnly() || isOutOfSpace() || isOneOf(BINARY_LOG) || isOneOf(RIGHTS);
  }

  /** Returns whether the server takes no writes, while another one may. */
  boolean isReadOnly() {
    return isOneOf(READ_ONLY);
  }

  private boolean isOneOf(Set<Integer> codes) {
    return cause instanceof SQLException sql && codes.contains(sql.getErrorCode());
  }

  /** Returns whether a lock was waited for, longer than the server allows. */
  boolean waitedForLock() {
    return cause instanceof SQLException sql && sql.getErrorCode() == LOCK_WAIT;
  }

  /** Returns whether the connection is of no use any more; a statement may run on without it. */
  boolean lostConnection() {
    return cause instanceof SQLException sql && state(sql).startsWith("08");
  }

  /** A text for operators. The server's own words are not used, since they may quote values. */
  String explanation() {
    if (isOutOfSpace()) {
      return "the database has no space left on its disk";
    }
    if (needsTls()) {
      return "the server takes this user's password over TLS only: have it speak TLS";
    }
    return switch (cause instanceof SQLException sql ? sql.getErrorCode() : 0) {
      case 1045, 1698 -> "the database refuses the user or the password";
      case 1044 -> "the user may not use this database";
      case 1049 -> "the server has no database of that name";
      case 1040, 1203, 1226 -> "the database has too many connections";
      case 1969, 3024 -> "the database took too long for a statement";
      case 1317 -> "a statement was ended in the database";
      case 1290, 1792, 1836, 3100 -> "the database is read-only";
      case 1598, 1665 -> "the database refuses to write: set its binlog_format to ROW or MIXED";
      case 1142, 1143, 1227, 1370 -> "the user lacks a right to the tables";
      default -> "the database is not available";
    };
  }

  boolean isOutOfSpace() {
    return causes(cause)
        .anyMatch(it ->
            (it instanceof SQLException sql && NO_SPACE.contains(sql.getErrorCode()))
                || (it instanceof IOException io
                    && String.valueOf(io.getMessage()).startsWith("No space left")));
  }

  /**
   * The driver does not ask the server for the key that would encrypt the password: over a
   * connection without TLS anybody could answer.
   */
  private boolean needsTls() {
    return causes(cause).anyMatch(it -> String.valueOf(it.getMessage()).startsWith(KEY_NEEDED));
  }

  private static Kind kindOf(SQLException failure) {
    String state = state(failure);
    // The class 40 says that the transaction was rolled back, also by a cluster while committing.
    if (state.startsWith("40")) {
      return Kind.CONTENTION;
    }
    boolean away = state.startsWith("08") || isConnectionFailure(failure);
    return kindOf(failure.getErrorCode(), away ? Kind.UNAVAILABLE : Kind.REFUSED);
  }

  private static String state(SQLException failure) {
    return Optional.ofNullable(failure.getSQLState()).orElse("");
  }

  private static Kind kindOf(int code, Kind otherwise) {
    return switch (code) {
      // Lock wait, deadlock, changed since it was read, NOWAIT; 50200: H2's lock wait.
      case LOCK_WAIT, 1213, 1020, 3572, 50200 -> Kind.CONTENTION;
      case 1062, 23505 -> Kind.DUPLICATE;
      // MySQL and MariaDB: disk full, out of memory, too many connections.
      case 1021, 1037, 1038, 1040, 1041, 1114, 1203, 1226 -> Kind.UNAVAILABLE;
      // MySQL and MariaDB: access denied, no such database.
      case 1044, 1045, 1049, 1698 -> Kind.UNAVAILABLE;
      // MySQL and MariaDB: stopping, killed, timed out.
      case 1053, 1317, 1927, 1969, 3024, 3168 -> Kind.UNAVAILABLE;
      // MySQL and MariaDB: read-only, for example after a failover; settings of the binary log.
      case 1290, 1792, 1836, 3100, 1598, 1665 -> Kind.UNAVAILABLE;
      // MySQL and MariaDB: writing a file failed, or the commit, whose outcome is unknown.
      case 1026, 1180 -> Kind.UNAVAILABLE;
      // H2: closed, broken, out of disk, used by another process.
      case 90007, 90020, 90028, 90030, 90031, 90067, 90098, 90100, 90121 -> Kind.UNAVAILABLE;
      default -> otherwise;
    };
  }

  private static boolean isConnectionFailure(SQLException failure) {
    // The pool reports a connection that it has closed without any code.
    return (failure.getSQLState() == null && failure.getErrorCode() == 0)
        // H2 reports failures of its file so.
        || causes(failure).anyMatch(IOException.class::isInstance)
        || failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLTimeoutException;
  }

  private static Optional<SQLException> sqlException(Throwable failure) {
    return causes(failure)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, f -> f != null, Throwable::getCause);
  }
}
