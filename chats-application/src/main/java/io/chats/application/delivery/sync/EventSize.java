package io.chats.application.delivery.sync;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.model.Content;

/** Estimates the size of events in bytes. */
public final class EventSize {

  private static final int USUAL = 256;

  /** An opponent without the profile, which many events share. */
  private static final int OPPONENT = 32;

  private EventSize() {}

  static int of(ClientEvent event) {
    return USUAL
        + switch (event) {
          case MessagesPosted posted -> size(posted);
          case ChatChanged changed -> OPPONENT * changed.opponents().size();
          case OpponentStatus status -> OPPONENT * status.users().size();
          default -> 0;
        };
  }

  private static int size(MessagesPosted posted) {
    int size = 0;
    for (ShownMessage message : posted.messages()) {
      size += of(message.message().content());
    }
    return size;
  }

  /** The approximate size of a message with that content. */
  public static int of(Content content) {
    return USUAL + 2 * content.chars();
  }
}
