package io.chats.adapter.nats.bus.reply;

import io.chats.adapter.nats.json.Json;
import io.chats.domain.refusal.ErrorCode;

/** A reply as it is sent: the result of a request, or an error (spec 3 and 11). Immutable. */
public final class EncodedReply {

  public static final EncodedReply OVERLOADED =
      error(ErrorCode.OVERLOADED, "too much is outstanding; nothing was done");
  public static final EncodedReply TOO_LARGE =
      error(ErrorCode.BAD_REQUEST, "the request is too large");
  public static final EncodedReply LATE =
      error(ErrorCode.DATABASE_UNAVAILABLE, "the database did not answer in time; outcome unknown");
  public static final EncodedReply UNFORESEEN =
      error(ErrorCode.UNFORESEEN, "an unforeseen failure; outcome unknown");
  public static final EncodedReply TOO_LARGE_TO_SEND =
      error(ErrorCode.UNFORESEEN, "the reply is larger than the bus lets through");

  private final byte[] bytes;
  private final String result;

  private EncodedReply(byte[] bytes, String result) {
    this.bytes = bytes;
    this.result = result;
  }

  public static EncodedReply ok(byte[] reply) {
    return new EncodedReply(reply, "ok");
  }

  public static EncodedReply error(ErrorCode code, String message) {
    byte[] reply =
        Json.object(json -> {
          json.writeObjectFieldStart("error");
          json.writeNumberField("code", code.number());
          json.writeStringField("message", message);
          json.writeEndObject();
        });
    return new EncodedReply(reply, Integer.toString(code.number()));
  }

  public byte[] bytes() {
    return bytes;
  }

  /** The result for metrics: {@code ok}, or the number of the error. */
  public String result() {
    return result;
  }
}
