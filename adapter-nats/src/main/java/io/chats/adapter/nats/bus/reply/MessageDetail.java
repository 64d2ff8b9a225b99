package io.chats.adapter.nats.bus.reply;

/**
 * How much of a message is written. Less than the whole of it is, only when a reply that must have
 * the message would not fit otherwise; such a message says that it is incomplete.
 */
enum MessageDetail {
  WHOLE,
  /** The text, without params and with nothing of the file but its id. */
  WITHOUT_PARAMS,
  /** Neither text nor params, so that at least the message is known. */
  WITHOUT_CONTENT
}
