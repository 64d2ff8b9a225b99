package io.chats.adapter.websocket.frame;

import io.chats.domain.refusal.ErrorCode;
import io.chats.domain.refusal.Refusal;
import java.util.Optional;

/**
 * A frame that cannot be decoded. Has no stack trace, and repeats nothing of the frame but its
 * type.
 */
public final class BadFrameException extends Exception {

  private final ErrorCode code;
  private final Optional<String> request;

  BadFrameException(ErrorCode code, String explanation, Optional<String> request) {
    super(explanation, null, false, false);
    this.code = code;
    this.request = request;
  }

  /** A frame that is not JSON, or not of the right shape (201). */
  static BadFrameException shape(String explanation) {
    return new BadFrameException(ErrorCode.BAD_FRAME, explanation, Optional.empty());
  }

  static BadFrameException refused(Refusal refusal) {
    return new BadFrameException(refusal.code(), refusal.explanation(), Optional.empty());
  }

  /** A binary frame: the protocol has none. */
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

  /** The type of the frame as the client wrote it, where it is known and safe to repeat. */
  public Optional<String> request() {
    return request;
  }
}
