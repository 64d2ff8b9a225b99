package io.chats.adapter.nats.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.domain.refusal.ErrorCode;
import java.util.Optional;
import java.util.Set;

/**
 * The error with which a service replied.
 *
 * @param code above zero; empty where there is no proper one
 */
record UpstreamError(Optional<Integer> code) {

  private static final int TOO_MANY_REQUESTS = 429;

  /** The codes of this house with which a service says that it failed (spec 11). */
  private static final Set<Integer> FAILURES_OF_THIS_HOUSE =
      Set.of(
          ErrorCode.OVERLOADED.number(),
          ErrorCode.UNFORESEEN.number(),
          ErrorCode.DATABASE_UNAVAILABLE.number());

  /** The error in an envelope; empty where a service writes null, "", false, 0 or {} for none. */
  static Optional<UpstreamError> in(JsonNode envelope) {
    JsonNode error = envelope.path("error");
    return isPresent(error)
        ? Optional.of(new UpstreamError(code(error.path("code"))))
        : Optional.empty();
  }

  /**
   * Returns whether the service understood the request and refuses it. A refusal has a code: what
   * has none may come from anything between Chats and the service, such as a crashed handler.
   */
  boolean isRefusal() {
    return code.filter(number -> !saysThatItFailed(number)).isPresent();
  }

  @Override
  public String toString() {
    return code.map(number -> "error " + number).orElse("an error without a code");
  }

  private static boolean saysThatItFailed(int code) {
    return FAILURES_OF_THIS_HOUSE.contains(code)
        || code == TOO_MANY_REQUESTS
        || (code >= 500 && code <= 599);
  }

  private static Optional<Integer> code(JsonNode code) {
    return Optional.of(code.asInt()).filter(number -> number > 0);
  }

  private static boolean isPresent(JsonNode error) {
    return switch (error.getNodeType()) {
      case NULL, MISSING -> false;
      case ARRAY, OBJECT -> !error.isEmpty();
      case STRING -> !error.textValue().isEmpty();
      default -> error.asBoolean();
    };
  }
}
