package io.chats.adapter.monitoring.logging;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * What may be shown of a failure's message. A message may repeat what it failed on: a text of a
 * patient's, a token, a value of a column. So it is shown only where it is known to tell of code
 * alone, or where this product wrote it, which repeats nothing of the kind.
 */
public final class SafeMessage {

  private static final int LONGEST = 300;
  private static final String OURS = "io.chats.";

  private static final Set<String> TELL_OF_CODE_ALONE =
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

  /** The message, or what can be said in its place; empty when it is better to say nothing. */
  public static Optional<String> of(Throwable failure) {
    if (failure instanceof SQLException sql) {
      return Optional.of("SQLState " + sql.getSQLState() + ", code " + sql.getErrorCode());
    }
    return Optional.ofNullable(failure.getMessage())
        .filter(message -> isHarmless(failure) || isOurs(failure))
        .map(SafeMessage::shortened);
  }

  private static boolean isHarmless(Throwable failure) {
    return TELL_OF_CODE_ALONE.contains(failure.getClass().getName());
  }

  /**
   * Made by this product, and in words of its own: where it repeats a cause, one that is harmless.
   */
  private static boolean isOurs(Throwable failure) {
    StackTraceElement[] stack = failure.getStackTrace();
    boolean ours =
        failure.getClass().getName().startsWith(OURS)
            || (stack.length > 0 && stack[0].getClassName().startsWith(OURS));
    return ours && !repeatsCause(failure);
  }

  private static boolean repeatsCause(Throwable failure) {
    Throwable cause = failure.getCause();
    String causes = cause == null || isHarmless(cause) ? null : cause.getMessage();
    return causes != null && !causes.isEmpty() && failure.getMessage().contains(causes);
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
  }
}
