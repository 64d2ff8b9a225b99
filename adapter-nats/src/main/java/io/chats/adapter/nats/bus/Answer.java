package io.chats.adapter.nats.bus;

import io.chats.adapter.nats.json.Json;
import io.chats.domain.refusal.ErrorCode;

/** A reply as it is sent. */
final class Answer {

  static final Answer OVERLOADED =
      error(ErrorCode.OVERLOADED, "too much is outstanding; nothing was done");
  static final Answer TOO_LARGE = error(ErrorCode.BAD_REQUEST, "the request is too large");
  static final Answer LATE =
      error(ErrorCode.DATABASE_UNAVAILABLE, "the database did not answer in time; outcome unknown");
  static final Answer UNFORESEEN =
      error(ErrorCode.UNFORESEEN, "an unforeseen failure; outcome unknown");
  static final Answer TOO_LARGE_TO_SEND =
      error(ErrorCode.UNFORESEEN, "the reply is larger than the bus lets through");

  private final byte[] bytes;
  private final String result;

  private Answer(byte[] bytes, String result) {
    this.bytes = bytes;
    this.result = result;
  }

  static Answer ok(byte[] reply) {
    return new Answer(reply, "ok");
  }

  static Answer error(ErrorCode code, String message) {
    byte[] reply =
        Json.bytes(json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("error");
          json.writeNumberField("code", code.number());
          json.writeStringField("message", message);
          json.writeEndObject();
          json.writeEndObject();
        });
    return new Answer(reply, Integer.toString(code.number()));
  }

  byte[] bytes() {
    return bytes;
  }

  /** {@code ok}, or the number of the error. */
  String result() {
    return result;
  }
}
