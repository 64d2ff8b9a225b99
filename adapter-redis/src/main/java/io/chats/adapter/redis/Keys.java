package io.chats.adapter.redis;

/** What the names of all keys share. */
final class Keys {

  /** The number is that of the format of keys and values. */
  static final String PREFIX = "chats:v1:";

  private Keys() {}
}
