package io.chats.domain.port;

/**
 * The database could not be reached in time, or failed in the middle. Whether a change was stored
 * is unknown; repeating it with the same id is safe (error 300).
 */
public final class StoreUnavailableException extends RuntimeException {

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
