package io.chats.adapter.nats.upstream;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.PushService;

/** Sends pushes to the communications service; a reply without an error accepts them. */
public record NatsPushService(UpstreamClient client, UpstreamTopics topics) implements PushService {

  @Override
  public boolean push(SpellId id, UserId recipient, OrderId order, String title, String body) {
    UpstreamReply reply =
        client.askAndWait(
            topics.communications(),
            "POST",
            "/push",
            json -> {
              json.writeStringField("id", id.value());
              json.writeObjectFieldStart("recipient");
              json.writeNumberField("user_id", recipient.value());
              json.writeNumberField("consultation_id", order.value());
              json.writeEndObject();
              json.writeObjectFieldStart("message");
              json.writeStringField("title", title);
              json.writeStringField("body", body);
              json.writeEndObject();
            });
    return reply instanceof UpstreamReply.Data;
  }
}
