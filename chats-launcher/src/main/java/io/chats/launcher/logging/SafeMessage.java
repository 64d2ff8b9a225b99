package io.chats.launcher.logging;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * What may be shown of a failure's message. A message may repeat what it failed on: a text of a
 * patient's, a token, a value of a column. So it is shown only where its author is known to write
 * of code alone, or is this product.
 */
public final class SafeMessage {

  private static final int LONGEST = 300;

  private static final Set<String> WRITE_OF_CODE_ALONE =
      Set.of(
          "java.lang.NullPointerException",
          "java.lang.ClassCastException",
          "java.lang.ArrayIndexOutOfBoundsException",
          "java.lang.IndexOutOfBoundsException",
          "java.lang.ArithmeticException",
          "java.lang.OutOfMemoryError",
          "java.lang.NoClassDefFoundError",
          "java.lang.ClassNotFoundException",
          "java.lang.NoSuchMethodError",
          "java.util.ConcurrentModificationException",
          "java.util.concurrent.RejectedExecutionException",
          "java.net.ConnectException",
          "java.net.SocketTimeoutException",
          "java.net.BindException");

  private SafeMessage() {}

  /** The message, or what can be said in its place. */
  public static Optional<String> of(Throwable failure) {
    if (failure instanceof SQLException sql) {
      return Optional.of("SQLState " + sql.getSQLState() + ", code " + sql.getErrorCode());
    }
    return of(failure.getClass().getName(), failure.getMessage());
  }

  /**
   * The same, of a failure that is known by name only.
   *
   * @param type the name of its class
   * @param message may be null
   */
  public static Optional<String> of(String type, String message) {
    boolean safe = WRITE_OF_CODE_ALONE.contains(type) || type.startsWith("io.chats.");
    return Optional.ofNullable(message).filter(it -> safe).map(SafeMessage::shortened);
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
  }
}
