package io.chats.adapter.nats.bus.reply;

/** Says that a reply cannot be cut to the size that the server lets through. */
public final class ReplyTooLargeException extends RuntimeException {

  ReplyTooLargeException(int maxBytes) {
    super("the reply does not fit into " + maxBytes + " bytes", null, false, false);
  }
}
