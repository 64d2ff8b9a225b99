package io.chats.adapter.nats.upstream;

import io.chats.adapter.nats.json.JsonWriter;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ConsultationService;

/** Notifies the telemedicine service; does not wait for its replies. */
public record NatsConsultationService(UpstreamClient client, UpstreamTopics topics)
    implements ConsultationService {

  @Override
  public void presence(UserId user, boolean online) {
    send(json -> {
      json.writeNumberField("user_id", user.value());
      json.writeBooleanField("online", online);
    });
  }

  @Override
  public void joined(OrderId order, UserId user) {
    send(json -> {
      json.writeNumberField("consultation_id", order.value());
      json.writeNumberField("user_id", user.value());
    });
  }

  private void send(JsonWriter body) {
    var unused = client.ask(topics.telemed(), "PUT", "/consultation/websocket", body);
  }
}
