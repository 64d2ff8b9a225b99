package io.chats.adapter.nats.bus.reply;

/** A reply cannot be cut to what the server lets through. */
public final class ReplyTooLargeException extends RuntimeException {

  ReplyTooLargeException(int most) {
    super("the reply does not fit into " + most + " bytes", null, false, false);
  }
}
