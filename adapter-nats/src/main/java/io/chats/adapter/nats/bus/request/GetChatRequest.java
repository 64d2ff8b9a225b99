package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.ChatReplies;
import io.chats.application.api.ChatReading;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;

/** {@code GET /chats/chat}: one chat, for a participant. */
record GetChatRequest(ChatReading reading, ChatReplies replies) implements BusRequest {

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    ChatId chat = fields.chat("chat_id");
    UserId user = fields.user("user_id");
    return RequestCall.promptRead(chat, 1, () -> reading.chat(chat, user).thenApply(replies::chat));
  }
}
