package io.chats.adapter.nats.cluster;

/**
 * Says that an announcement cannot be read: a newer node may have sent it. Quotes nothing of it.
 */
final class MalformedAnnouncementException extends RuntimeException {

  MalformedAnnouncementException(String message) {
    super(message, null, false, false);
  }
}
