package io.chats.adapter.nats.bus.request;

import io.chats.application.api.ChatAdministration;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.UserType;
import io.chats.domain.refusal.ErrorCode;
import io.chats.json.WireNames;

/** {@code POST /chats/user/subscribe}: makes a user a participant. */
record SubscribeRequest(ChatAdministration administration) implements BusRequest {

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    ChatId chat = fields.chat("chat_id");
    UserId user = fields.user("user_id");
    UserType type = fields.named("user_type", WireNames::userType, ErrorCode.BAD_TYPE);
    return RequestCall.done(chat, () -> administration.subscribe(chat, user, type));
  }
}
