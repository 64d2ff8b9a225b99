package io.chats.domain.port;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * One session of one user, through which events are sent to it.
 *
 * <p>Safe for use by any thread. No method throws, and none but {@link #sendPaced} blocks. Events
 * that one thread sends arrive in that order, each once, or the connection is closed: a session
 * that reads too slowly is ended, never thinned (spec G8); only events that a newer one of the same
 * kind supersedes may be merged.
 */
public interface ClientSession {

  SessionId id();

  UserId user();

  /**
   * Sends an event without waiting; nothing happens once the session is closed.
   *
   * @param event shared by all sessions that receive it, so that it is encoded once
   */
  void send(SharedEvent event);

  /** Sends an event to this session alone. */
  default void send(ClientEvent event) {
    send(new SharedEvent(event));
  }

  /**
   * Sends an event once the queue of the connection is short. So a session that reads slowly is not
   * ended, and takes no more memory than this event. Blocks until then, for as long as the session
   * is open.
   *
   * @return false when the session is closed, and the event is not sent
   */
  boolean sendPaced(SharedEvent event);

  /**
   * From where and since when the client is connected; empty for a listener in this process, which
   * no other service can end.
   */
  default Optional<Origin> origin() {
    return Optional.empty();
  }

  /** Ends the session for the reason; the first reason stands. */
  void close(CloseReason reason);

  /**
   * The client's end of a connection.
   *
   * @param since the time of the handshake
   * @param address as this node sees it
   */
  record Origin(Instant since, String address) {}

  /** The reason for which this node ends a session. */
  enum CloseReason {
    TOKEN_EXPIRED,
    STOPPING,
    TRY_LATER,
    /** A service asked for it. */
    DISCONNECTED
  }
}
