package io.chats.adapter.nats.upstream;

import io.chats.adapter.nats.json.JsonWriter;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ConsultationService;

/** Tells the telemedicine service; its replies are not waited for. */
public final class NatsConsultationService implements ConsultationService {

  private final UpstreamClient client;
  private final UpstreamTopics topics;

  public NatsConsultationService(UpstreamClient client, UpstreamTopics topics) {
    this.client = client;
    this.topics = topics;
  }

  @Override
  public void presence(UserId user, boolean online) {
    tell(json -> {
      json.writeStartObject();
      json.writeNumberField("user_id", user.value());
      json.writeBooleanField("online", online);
      json.writeEndObject();
    });
  }

  @Override
  public void joined(OrderId order, UserId user) {
    tell(json -> {
      json.writeStartObject();
      json.writeNumberField("consultation_id", order.value());
      json.writeNumberField("user_id", user.value());
      json.writeEndObject();
    });
  }

  private void tell(JsonWriter body) {
    var unused = client.ask(topics.telemed(), "PUT", "/consultation/websocket", body);
  }
}
