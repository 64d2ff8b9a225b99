package io.chats.adapter.nats.cluster;

/** What another node sent cannot be read: it may be a newer one. Quotes nothing of it. */
final class MalformedAnnouncementException extends RuntimeException {

  MalformedAnnouncementException(String message) {
    super(message, null, false, false);
  }
}
