package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.ChatReplies;
import io.chats.application.api.SessionControl;
import io.chats.domain.id.UserId;

/** {@code GET /ws/client/sessions}: the sessions of a user on all nodes. */
record FindSessionsRequest(SessionControl control, ChatReplies replies) implements BusRequest {

  @Override
  public RequestCall read(RequestBody body) {
    UserId user = body.fields().user("user_id");
    return RequestCall.promptRead(user, 0, () -> control.find(user).thenApply(replies::sessions));
  }
}
