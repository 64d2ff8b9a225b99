package io.chats.launcher.config.value;

/** A text that must not appear in any output. */
public record Secret(String value) {

  public static final String MASK = "***";

  @Override
  public String toString() {
    return MASK;
  }
}
