package io.chats.adapter.jwt;

import java.util.Locale;

/** What the check of a signed token came to. */
public enum JwtResult {
  ACCEPTED,

  /** It cannot be read, is not signed, or its type says that it is no access token. */
  MALFORMED,

  /** Its algorithm is none of the asymmetric ones that count; {@code none} and HMAC are not. */
  ALGORITHM,

  /** The issuer has no such key. */
  UNKNOWN_KEY,

  /** There may be such a key, but the keys cannot be read now. */
  KEYS_AWAY,

  /** It was not signed with the key, or was changed since. */
  SIGNATURE,

  /** Its time is over, or it does not say when that is. */
  EXPIRED,

  NOT_YET_VALID,

  /** Somebody else issued it. */
  ISSUER,

  /** It is meant for another service. */
  AUDIENCE,

  /** It names no user: no positive integer is in the claim. */
  USER;

  /** Its name in metrics and logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
