package io.chats.launcher.config.value;

/** A text that must not show up anywhere by accident. */
public record Secret(String value) {

  static final String MASK = "***";

  @Override
  public String toString() {
    return MASK;
  }
}
