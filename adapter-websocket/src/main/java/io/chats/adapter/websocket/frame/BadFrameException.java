package io.chats.adapter.websocket.frame;

import io.chats.domain.refusal.ErrorCode;
import java.util.Optional;

/**
 * A frame cannot be understood. Has no stack trace, and repeats nothing of the frame but its type.
 */
public final class BadFrameException extends Exception {

  private final ErrorCode code;
  private final Optional<String> request;

  BadFrameException(ErrorCode code, String explanation, Optional<String> request) {
    super(explanation, null, false, false);
    this.code = code;
    this.request = request;
  }

  static BadFrameException shape(String explanation) {
    return new BadFrameException(ErrorCode.BAD_FRAME, explanation, Optional.empty());
  }

  /** What comes as bytes is no frame of this protocol. */
  public static BadFrameException binary() {
    return shape("frames are texts");
  }

  /** The same, once the type of the frame is known. */
  BadFrameException within(String frameType) {
    return new BadFrameException(code, getMessage(), Optional.of(frameType));
  }

  public ErrorCode code() {
    return code;
  }

  public String explanation() {
    return getMessage();
  }

  /** The type of the frame as the client wrote it, where it is known and fit to be repeated. */
  public Optional<String> request() {
    return request;
  }
}
