package io.chats.adapter.nats.upstream;

import io.chats.json.TolerantFields;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads the expiry of a token: a date of RFC 3339, or seconds or milliseconds since 1970. */
final class ExpiryReader {

  private static final String[] NAMES = {"expires_at", "expiresAt"};

  // In seconds this is the year 5138, in milliseconds 1973.
  private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);
  private static final BigDecimal LAST_MILLIS = BigDecimal.valueOf(Long.MAX_VALUE);

  private ExpiryReader() {}

  /** The expiry; empty where it is missing, 0, or not readable. */
  static Optional<Instant> read(TolerantFields fields) {
    Optional<BigDecimal> number = fields.decimal(NAMES);
    return number.isPresent() ? number.flatMap(ExpiryReader::ofNumber) : ofDate(fields.text(NAMES));
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
