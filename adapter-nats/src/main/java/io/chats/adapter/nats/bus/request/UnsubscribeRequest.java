package io.chats.adapter.nats.bus.request;

import io.chats.application.api.ChatAdministration;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;

/** {@code POST /chats/user/unsubscribe}: ends a user's participation. */
record UnsubscribeRequest(ChatAdministration administration) implements BusRequest {

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    ChatId chat = fields.chat("chat_id");
    UserId user = fields.user("user_id");
    return RequestCall.done(chat, () -> administration.unsubscribe(chat, user));
  }
}
