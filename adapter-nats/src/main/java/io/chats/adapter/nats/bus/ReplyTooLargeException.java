package io.chats.adapter.nats.bus;

/** A reply cannot be cut to what the server lets through. */
final class ReplyTooLargeException extends RuntimeException {

  ReplyTooLargeException(int most) {
    super("the reply does not fit into " + most + " bytes", null, false, false);
  }
}
