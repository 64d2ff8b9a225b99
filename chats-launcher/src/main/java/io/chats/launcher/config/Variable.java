package io.chats.launcher.config;

import io.chats.launcher.config.value.Masking;
import io.chats.launcher.config.value.ValueFormat;
import java.util.Optional;

/**
 * A variable of the environment.
 *
 * @param preset the text that counts if it is not set
 */
record Variable<T>(String name, ValueFormat<T> format, Optional<String> preset) {

  String expected() {
    return format.expected();
  }

  String shown(String value) {
    return Masking.printable(format.shown().apply(value));
  }
}
