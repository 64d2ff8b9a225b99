package io.chats.launcher.config;

/**
 * A variable as it is in effect.
 *
 * @param value fit to be seen; empty when there is none
 */
public record Setting(String name, String value) {

  @Override
  public String toString() {
    return name + "=" + value;
  }
}
