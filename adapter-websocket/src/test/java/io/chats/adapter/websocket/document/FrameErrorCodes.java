package io.chats.adapter.websocket.document;

import io.chats.domain.refusal.ErrorCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The error codes that can answer a frame. */
public final class FrameErrorCodes {

  /** Codes of bus requests only. A new code counts as one of frames until it is listed here. */
  private static final Set<ErrorCode> BUS_ONLY =
      EnumSet.of(
          ErrorCode.TOO_MANY_PARTICIPANTS,
          ErrorCode.SUBSCRIBER_UNCHANGEABLE,
          ErrorCode.NO_SUCH_CHAT,
          ErrorCode.BAD_REQUEST,
          ErrorCode.UNKNOWN_REQUEST,
          ErrorCode.BAD_CHAT_ID,
          ErrorCode.BAD_USER_ID,
          ErrorCode.BAD_TYPE,
          ErrorCode.BAD_ORDER_ID);

  private FrameErrorCodes() {}

  /** All codes, in their order. */
  public static List<ErrorCode> all() {
    return Arrays.stream(ErrorCode.values()).filter(code -> !BUS_ONLY.contains(code)).toList();
  }
}
