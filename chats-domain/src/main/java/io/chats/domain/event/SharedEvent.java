package io.chats.domain.event;

import java.util.function.Function;

/**
 * An event for many sessions, which remembers how it was encoded. Safe for use by any thread; two
 * that come first at once may both encode.
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
   * The event as encoded by the first that asked.
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
