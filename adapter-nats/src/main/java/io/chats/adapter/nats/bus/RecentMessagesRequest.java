package io.chats.adapter.nats.bus;

import io.chats.application.api.ChatReading;

/** {@code GET /chats/chat/recent}: messages after one. */
final class RecentMessagesRequest implements BusRequest {

  private final ChatReading reading;
  private final ChatReplies replies;

  RecentMessagesRequest(ChatReading reading, ChatReplies replies) {
    this.reading = reading;
    this.replies = replies;
  }

  @Override
  public Call read(Body body) {
    PageFields page = PageFields.read(body.fields());
    return Call.read(
        page.chat(),
        () ->
            replies.oldest(reading.recent(page.chat(), page.user(), page.message(), page.count())));
  }
}
