package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.settings.SessionBounds;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Bounds how many sessions there are, and how many of them wait for their token to be checked. */
public final class SessionAdmission {

  private final Semaphore sessions;
  private final Semaphore tokenChecks;
  private volatile boolean stopped;

  public SessionAdmission(SessionBounds bounds) {
    this.sessions = new Semaphore(bounds.sessions());
    this.tokenChecks = new Semaphore(bounds.tokenChecks());
  }

  /** Lets a session in, or not: empty when there are too many, or no more are wanted. */
  Optional<Ticket> admit() {
    if (stopped || !tokenChecks.tryAcquire()) {
      return Optional.empty();
    }
    if (!sessions.tryAcquire()) {
      tokenChecks.release();
      return Optional.empty();
    }
    return Optional.of(new Ticket());
  }

  /** Lets nobody in any more. */
  public void stop() {
    stopped = true;
  }

  /** A session's share. To be given back; giving it back twice changes nothing. */
  public final class Ticket {

    private final AtomicBoolean checking = new AtomicBoolean(true);
    private final AtomicBoolean inside = new AtomicBoolean(true);

    private Ticket() {}

    /** The token is checked. */
    public void checked() {
      if (checking.getAndSet(false)) {
        tokenChecks.release();
      }
    }

    /** The session is gone. */
    public void left() {
      checked();
      if (inside.getAndSet(false)) {
        sessions.release();
      }
    }
  }
}
