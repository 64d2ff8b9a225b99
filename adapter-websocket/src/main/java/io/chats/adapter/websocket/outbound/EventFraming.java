package io.chats.adapter.websocket.outbound;

import io.chats.adapter.websocket.frame.EncodedEvent;
import io.chats.adapter.websocket.frame.FrameEncoder;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SharedEvent;
import java.util.function.Function;

/** Makes frames of events. A shared event is encoded once, for all sessions. */
public final class EventFraming {

  private final FrameEncoder encoder;

  /** One object for all events: a shared event keeps its frame under the function that made it. */
  private final Function<ClientEvent, OutboundFrame> framing = this::frame;

  public EventFraming(FrameEncoder encoder) {
    this.encoder = encoder;
  }

  public OutboundFrame frame(SharedEvent event) {
    return event.encoded(framing);
  }

  public OutboundFrame frame(ClientEvent event) {
    EncodedEvent encoded = encoder.encode(event);
    return OutboundFrame.text(encoded.json(), encoded.topic());
  }
}
