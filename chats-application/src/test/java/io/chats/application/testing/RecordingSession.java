package io.chats.application.testing;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClientSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A session that remembers what it was sent. */
public final class RecordingSession implements ClientSession {

  private final SessionId id;
  private final UserId user;
  private final BiConsumer<RecordingSession, ClientEvent> witness;
  private final Runnable blocking;
  private final List<ClientEvent> events = new CopyOnWriteArrayList<>();
  private final List<CloseReason> closings = new CopyOnWriteArrayList<>();
  private volatile boolean gone;

  /**
   * @param witness sees each event as it comes
   * @param blocking called by whoever waits for this to read
   */
  RecordingSession(
      SessionId id,
      UserId user,
      BiConsumer<RecordingSession, ClientEvent> witness,
      Runnable blocking) {
    this.id = id;
    this.user = user;
    this.witness = witness;
    this.blocking = blocking;
  }

  @Override
  public SessionId id() {
    return id;
  }

  @Override
  public UserId user() {
    return user;
  }

  @Override
  public Optional<Origin> origin() {
    return Optional.of(new Origin(Instant.EPOCH, "192.0.2.1"));
  }

  @Override
  public void send(SharedEvent event) {
    witness.accept(this, event.event());
    events.add(event.event());
  }

  @Override
  public boolean sendPaced(SharedEvent event) {
    blocking.run();
    if (gone || !closings.isEmpty()) {
      return false;
    }
    send(event);
    return true;
  }

  /** The connection is gone. */
  public void cut() {
    gone = true;
  }

  @Override
  public void close(CloseReason reason) {
    closings.add(reason);
  }

  /** The events that the session was sent, in order. */
  public List<ClientEvent> events() {
    return events;
  }

  /** The reasons for which it was to be closed. */
  public List<CloseReason> closings() {
    return closings;
  }
}
