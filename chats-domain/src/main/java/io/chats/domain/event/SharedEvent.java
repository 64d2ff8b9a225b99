package io.chats.domain.event;

import java.util.function.Function;

/**
 * An event for many sessions, which is encoded once for all of them. Any thread may use it; two
 * threads that come first at the same time may both encode.
 */
public final class SharedEvent {

  private final ClientEvent event;
  private volatile Object encoded;

  public SharedEvent(ClientEvent event) {
    this.event = event;
  }

  public ClientEvent event() {
    return event;
  }

  /**
   * Returns the encoded event; the first caller encodes it.
   *
   * @param encoder the same for every session of one event
   */
  @SuppressWarnings("unchecked") // there is one encoder
  public <T> T encoded(Function<? super ClientEvent, T> encoder) {
    Object result = encoded;
    if (result == null) {
      result = encoder.apply(event);
      encoded = result;
    }
    return (T) result;
  }
}
