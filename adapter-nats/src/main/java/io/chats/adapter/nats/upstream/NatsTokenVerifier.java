package io.chats.adapter.nats.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.domain.id.UserId;
import io.chats.domain.port.TokenVerifier;
import io.chats.json.TolerantFields;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the user service which user a token belongs to. */
public record NatsTokenVerifier(UpstreamClient client, UpstreamTopics topics)
    implements TokenVerifier {

  private static final String[] EXPIRY = {"expires_at", "expiresAt"};

  // In seconds this is the year 5138, in milliseconds 1973.
  private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);
  private static final BigDecimal LAST_MILLIS = BigDecimal.valueOf(Long.MAX_VALUE);

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
    return new Accepted(new UserId(user.getAsLong()), expiry(fields));
  }

  /**
   * The expiry of a token: a date of RFC 3339, or seconds or milliseconds since 1970; empty where
   * it is missing, 0, or not readable.
   */
  private static Optional<Instant> expiry(TolerantFields fields) {
    Optional<BigDecimal> number = fields.decimal(EXPIRY);
    return number.isPresent()
        ? number.flatMap(NatsTokenVerifier::ofNumber)
        : ofDate(fields.text(EXPIRY));
  }

  private static Optional<Instant> ofNumber(BigDecimal number) {
    if (number.signum() <= 0 || number.compareTo(LAST_MILLIS) > 0) {
      return Optional.empty();
    }
    BigDecimal millis = number.compareTo(FIRST_MILLIS) < 0 ? number.movePointRight(3) : number;
    return Optional.of(Instant.ofEpochMilli(millis.longValue()));
  }

  private static Optional<Instant> ofDate(String date) {
    try {
      return Optional.of(OffsetDateTime.parse(date).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
