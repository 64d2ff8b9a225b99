package io.chats.application.delivery.sync;

/** There is nobody to be caught up any more. */
final class SessionEndedException extends RuntimeException {

  SessionEndedException() {
    super("the session has ended", null, false, false);
  }
}
