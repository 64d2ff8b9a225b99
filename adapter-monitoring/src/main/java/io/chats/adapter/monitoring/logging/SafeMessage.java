package io.chats.adapter.monitoring.logging;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what may be shown of a failure's message. A message may quote the data it failed on: a
 * patient's text, a token, a value of a column. So it is shown only if failures of its class speak
 * of code alone, or if Chats wrote it, which quotes no such data.
 */
public final class SafeMessage {

  private static final int MAX_LENGTH = 300;
  private static final String CHATS = "io.chats.";

  private static final Set<String> ABOUT_CODE_ONLY =
      Set.of(
          "java.lang.NullPointerException",
          "java.lang.ClassCastException",
          "java.lang.ArrayIndexOutOfBoundsException",
          "java.lang.StringIndexOutOfBoundsException",
          "java.lang.IndexOutOfBoundsException",
          "java.lang.ArithmeticException",
          "java.lang.OutOfMemoryError",
          "java.lang.NoClassDefFoundError",
          "java.lang.ClassNotFoundException",
          "java.lang.NoSuchMethodError",
          "java.net.ConnectException",
          "java.net.SocketTimeoutException",
          "java.net.BindException");

  private SafeMessage() {}

  /** Returns the message, or a substitute; empty if nothing may be shown. */
  public static Optional<String> of(Throwable failure) {
    if (failure instanceof SQLException sql) {
      return Optional.of("SQLState " + sql.getSQLState() + ", code " + sql.getErrorCode());
    }
    return Optional.ofNullable(failure.getMessage())
        .filter(message -> isHarmless(failure) || isOwn(failure))
        .map(SafeMessage::shortened);
  }

  private static boolean isHarmless(Throwable failure) {
    return ABOUT_CODE_ONLY.contains(failure.getClass().getName());
  }

  /**
   * Returns whether Chats threw it with words of its own: if it repeats a cause, a harmless one.
   */
  private static boolean isOwn(Throwable failure) {
    StackTraceElement[] stack = failure.getStackTrace();
    boolean own =
        failure.getClass().getName().startsWith(CHATS)
            || (stack.length > 0 && stack[0].getClassName().startsWith(CHATS));
    return own && !repeatsCause(failure);
  }

  private static boolean repeatsCause(Throwable failure) {
    Throwable cause = failure.getCause();
    String causes = cause == null || isHarmless(cause) ? null : cause.getMessage();
    return causes != null && !causes.isEmpty() && failure.getMessage().contains(causes);
  }

  private static String shortened(String message) {
    return message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH) + "…";
  }
}
