package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.ChatReplies;
import io.chats.application.api.ChatReading;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import io.chats.domain.refusal.ErrorCode;
import java.util.List;

/** {@code GET /order/chats}: the latest chat of each order and participant. */
record OrderChatsRequest(ChatReading reading, ChatReplies replies) implements BusRequest {

  @Override
  public RequestCall read(RequestBody body) {
    List<OrderParticipant> pairs = body.list().stream().map(OrderChatsRequest::pair).toList();
    return RequestCall.read(pairs.size(), () -> replies.list(reading.latestChats(pairs)));
  }

  private static OrderParticipant pair(RequestFields fields) {
    return new OrderParticipant(
        fields.order("order_id", ErrorCode.BAD_ORDER_ID), fields.user("opponent_id"));
  }
}
