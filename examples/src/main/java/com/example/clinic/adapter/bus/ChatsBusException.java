package com.example.clinic.adapter.bus;

/** An error with which Chats replied. */
public final class ChatsBusException extends RuntimeException {

  private final int code;

  ChatsBusException(int code, String message) {
    super(message + " (" + code + ")");
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * Returns whether the same request, with the same ids, may be sent again; after 112, a while
   * later.
   */
  public boolean isRetryable() {
    return code == 112 || code == 200 || code == 300;
  }
}
