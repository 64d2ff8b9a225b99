package io.chats.adapter.nats.bus.request;

import io.chats.domain.refusal.ErrorCode;

/** Says that a request is malformed. The message repeats no value of the request. */
public final class RejectedRequestException extends RuntimeException {

  private final ErrorCode code;

  RejectedRequestException(ErrorCode code, String explanation) {
    super(explanation, null, false, false);
    this.code = code;
  }

  static RejectedRequestException malformed(String explanation) {
    return new RejectedRequestException(ErrorCode.BAD_REQUEST, explanation);
  }

  public ErrorCode code() {
    return code;
  }
}
