package io.chats.adapter.nats.bus.request;

import io.chats.application.api.ChatAdministration;
import io.chats.domain.id.ChatId;

/** {@code POST /chats/status}: closes a chat. */
record CloseChatRequest(ChatAdministration administration) implements BusRequest {

  @Override
  public RequestCall read(RequestBody body) {
    ChatId chat = body.fields().chat("chat_id");
    return RequestCall.done(chat, () -> administration.close(chat));
  }
}
