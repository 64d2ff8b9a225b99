package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.application.api.ChatAdministration;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.refusal.ErrorCode;
import java.util.Optional;

/** {@code POST /chats/new}: opens a chat. */
record OpenChatRequest(ChatAdministration administration) implements BusRequest {

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    OrderId order = fields.order("order_id", ErrorCode.BAD_ORDER_ID);
    Optional<RequestId> request = fields.identifier("request_id").map(RequestId::new);
    return RequestCall.change(() -> opened(administration.open(order, request)));
  }

  private static Reply opened(ChatId chat) {
    return Reply.of(json -> json.writeNumberField("chat_id", chat.value()));
  }
}
