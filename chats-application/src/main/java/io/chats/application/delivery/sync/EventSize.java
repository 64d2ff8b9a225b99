package io.chats.application.delivery.sync;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.model.Content;

/** Estimates the size of events in bytes. */
public final class EventSize {

  private static final int USUAL = 256;

  private EventSize() {}

  static int of(ClientEvent event) {
    int size = USUAL;
    if (event instanceof MessagesPosted posted) {
      for (ShownMessage message : posted.messages()) {
        size += of(message.message().content());
      }
    }
    return size;
  }

  /** The approximate size of a message with that content. */
  public static int of(Content content) {
    return USUAL + 2 * content.chars();
  }
}
