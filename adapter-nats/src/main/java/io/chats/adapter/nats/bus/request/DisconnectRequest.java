package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.application.api.SessionControl;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.id.UserId;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.util.List;

/** {@code POST /ws/client/disconnect}: closes the sessions of a user on all nodes. */
record DisconnectRequest(SessionControl control) implements BusRequest {

  private static final int MAX_REASON = 256;

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    UserId user = fields.user("user_id");
    String reason = fields.text("reason");
    if (reason.codePointCount(0, reason.length()) > MAX_REASON) {
      throw new RefusedException(new Refusal.TooLong("reason", MAX_REASON));
    }
    return RequestCall.promptChange(
        user, () -> control.disconnect(user, reason).thenApply(DisconnectRequest::closed));
  }

  private static Reply closed(List<SessionAnswer> nodes) {
    return Reply.of(json -> {
      json.writeNumberField("closed", nodes.stream().mapToInt(it -> it.sessions().size()).sum());
      json.writeNumberField("nodes", nodes.size());
    });
  }
}
