package io.chats.adapter.nats.json;

/** A text is not JSON, or not of the shape that was expected. Never says what it is. */
public final class NotJsonException extends Exception {

  public NotJsonException(String message) {
    super(message, null, false, false);
  }
}
