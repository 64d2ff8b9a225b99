package io.chats.adapter.nats.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.domain.id.UserId;
import io.chats.domain.port.TokenVerifier;
import io.chats.json.TolerantFields;
import java.util.OptionalLong;

/** Asks the user service which user a token belongs to. */
public record NatsTokenVerifier(UpstreamClient client, UpstreamTopics topics)
    implements TokenVerifier {

  @Override
  public Verdict verify(String token) {
    UpstreamReply reply =
        client.askAndWait(
            topics.users(),
            "POST",
            "/user/token",
            json -> json.writeStringField("access_token", token));
    return switch (reply) {
      case UpstreamReply.Data data -> verdict(data.data());
      case UpstreamReply.Refused refused -> new Rejected();
      case UpstreamReply.Unavailable unavailable -> new Unavailable();
    };
  }

  private static Verdict verdict(JsonNode data) {
    TolerantFields fields = new TolerantFields(data);
    OptionalLong user = fields.id("id", "user_id", "userId");
    if (user.isEmpty()) {
      return new Unavailable();
    }
    return new Accepted(new UserId(user.getAsLong()), ExpiryReader.read(fields));
  }
}
