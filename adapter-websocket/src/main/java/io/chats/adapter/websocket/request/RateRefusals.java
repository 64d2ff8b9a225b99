package io.chats.adapter.websocket.request;

import io.chats.adapter.websocket.frame.ClientFrame;
import io.chats.domain.event.ClientEvent.RequestFailed;
import io.chats.domain.refusal.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * What a client is told of a frame that came too soon: an error for each message in it (spec 10).
 */
final class RateRefusals {

  private RateRefusals() {}

  static List<RequestFailed> of(ClientFrame frame) {
    RequestFailed refusal = of(Optional.of(frame.type().wireName()));
    return frame instanceof ClientFrame.Messages messages
        ? messages.entries().stream()
            .map(entry -> FrameErrors.naming(entry.clientMessageId(), refusal))
            .toList()
        : List.of(refusal);
  }

  static RequestFailed of(Optional<String> request) {
    return new RequestFailed(
        ErrorCode.TOO_MANY_FRAMES, "too many frames", request, Optional.empty());
  }
}
