package io.chats.adapter.nats.json;

/** Says that a text is not JSON, or not within the bounds. The message never quotes the text. */
public final class InvalidJsonException extends Exception {

  public InvalidJsonException(String message) {
    super(message, null, false, false);
  }
}
