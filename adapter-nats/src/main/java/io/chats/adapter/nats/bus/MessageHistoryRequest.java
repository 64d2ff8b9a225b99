package io.chats.adapter.nats.bus;

import io.chats.application.api.ChatReading;

/** {@code GET /chats/chat/history}: messages before one. */
final class MessageHistoryRequest implements BusRequest {

  private final ChatReading reading;
  private final ChatReplies replies;

  MessageHistoryRequest(ChatReading reading, ChatReplies replies) {
    this.reading = reading;
    this.replies = replies;
  }

  @Override
  public Call read(Body body) {
    PageFields page = PageFields.read(body.fields());
    return Call.read(
        page.chat(),
        () ->
            replies.newest(
                reading.history(page.chat(), page.user(), page.message(), page.count())));
  }
}
