package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.ChatReplies;
import io.chats.application.api.ChatReading;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import java.util.List;

/** {@code GET /chats/info}: of the given chats those in which a user is active. */
record ChatsInfoRequest(ChatReading reading, ChatReplies replies) implements BusRequest {

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    List<ChatId> chats = fields.chats("chats_id");
    UserId user = fields.user("user_id");
    return RequestCall.read(chats.size(), () -> replies.list(reading.chats(user, chats)));
  }
}
