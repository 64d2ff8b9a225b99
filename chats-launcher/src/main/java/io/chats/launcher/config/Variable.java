package io.chats.launcher.config;

import io.chats.launcher.config.value.Masking;
import io.chats.launcher.config.value.ValueFormat;
import io.chats.support.environment.SecretVariables;
import java.util.Optional;

/**
 * A variable of the environment.
 *
 * @param preset the text that counts if it is not set
 */
record Variable<T>(String name, ValueFormat<T> format, Optional<String> preset) {

  /** Says whether the value must be hidden; then it may also be in a file. */
  boolean isSecret() {
    return format.equals(ValueFormat.SECRET);
  }

  /** The variable that names the file of a secret. */
  String fileName() {
    return SecretVariables.fileOf(name);
  }

  /** Tells operators that a value is not of the format. */
  String bad(String value) {
    return bad(value, format.expected());
  }

  /**
   * As above; what is expected instead is not just the format. A URL may stand where it does not
   * belong, with a password in it.
   */
  String bad(String value, String expected) {
    String masked = Masking.url(format.shown().apply(value));
    return name + " is '" + Masking.printable(masked) + "'; expected: " + expected;
  }

  /** Tells operators that the variable is not set, and why it has to be. */
  String missing(String why) {
    return name + " is not set; expected: " + format.expected() + ", " + why;
  }

  /** Returns a value, masked and printable. */
  String shown(String value) {
    return Masking.printable(format.shown().apply(value));
  }
}
