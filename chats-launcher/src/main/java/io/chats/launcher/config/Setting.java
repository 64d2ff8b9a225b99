package io.chats.launcher.config;

/**
 * An effective variable.
 *
 * @param value masked and printable; empty if there is none
 */
public record Setting(String name, String value) {

  @Override
  public String toString() {
    return name + "=" + value;
  }
}
