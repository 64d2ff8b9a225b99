package io.chats.application.delivery.sync;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.model.Content;

/** Tells about how many bytes an event takes. */
public final class EventWeight {

  private static final int USUAL = 256;

  private EventWeight() {}

  static int of(ClientEvent event) {
    int weight = USUAL;
    if (event instanceof MessagesPosted posted) {
      for (ShownMessage message : posted.messages()) {
        weight += of(message.message().content());
      }
    }
    return weight;
  }

  /** About how many bytes the content of a message takes. */
  public static int of(Content content) {
    return USUAL + 2 * content.chars();
  }
}
