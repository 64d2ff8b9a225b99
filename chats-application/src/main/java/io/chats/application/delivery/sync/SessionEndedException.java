package io.chats.application.delivery.sync;

/** The session ended while it was synced. */
final class SessionEndedException extends RuntimeException {

  SessionEndedException() {
    super("the session has ended", null, false, false);
  }
}
