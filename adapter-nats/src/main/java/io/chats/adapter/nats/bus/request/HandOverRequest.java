package io.chats.adapter.nats.bus.request;

import io.chats.application.api.ChatAdministration;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;

/** {@code PUT /chats/user/subscribe}: hands a subscription to another user. */
record HandOverRequest(ChatAdministration administration) implements BusRequest {

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    ChatId chat = fields.chat("chat_id");
    UserId oldUser = fields.user("old_user_id");
    UserId newUser = fields.user("new_user_id");
    return RequestCall.done(chat, () -> administration.handOver(chat, oldUser, newUser));
  }
}
