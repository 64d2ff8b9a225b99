package com.example.clinic.adapter.bus;

/** Chats answered with an error. */
public final class ChatsBusException extends RuntimeException {

  private final int code;

  ChatsBusException(int code, String message) {
    super(message + " (" + code + ")");
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** Whether the same request, with the same ids, may be sent again: later for 112. */
  public boolean isRetryable() {
    return code == 112 || code == 200 || code == 300;
  }
}
