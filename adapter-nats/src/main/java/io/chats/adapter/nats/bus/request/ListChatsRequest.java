package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.ChatReplies;
import io.chats.application.api.ChatReading;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import java.util.Optional;

/** {@code GET /chats/chats}: the chats in which a user is active. */
record ListChatsRequest(ChatReading reading, ChatReplies replies) implements BusRequest {

  private static final int DEFAULT_COUNT = 20;

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    UserId user = fields.user("user_id");
    Optional<ChatId> before = fields.optionalChat("before_chat_id");
    int count = fields.count("count", DEFAULT_COUNT);
    return RequestCall.read(count, () -> replies.list(reading.activeChats(user, before, count)));
  }
}
