package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.settings.NodeBounds;
import io.chats.support.Bulkhead;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Bounds the number of sessions, and how many of them wait for the check of their token. */
public final class SessionAdmission {

  private final Bulkhead sessions;
  private final Bulkhead tokenChecks;
  private volatile boolean stopped;

  public SessionAdmission(NodeBounds bounds) {
    this.sessions = Bulkhead.inAnyOrder(bounds.sessions(), Duration.ZERO);
    this.tokenChecks = Bulkhead.inAnyOrder(bounds.tokenChecks(), Duration.ZERO);
  }

  /** Acquires a permit for a session; empty when there are too many, or after {@link #stop}. */
  Optional<Permit> acquire() {
    if (stopped || !tokenChecks.acquireNow(1)) {
      return Optional.empty();
    }
    if (!sessions.acquireNow(1)) {
      tokenChecks.release(1);
      return Optional.empty();
    }
    return Optional.of(new Permit());
  }

  /** Gives no more permits. */
  public void stop() {
    stopped = true;
  }

  /** The right of one session to exist. Releasing it twice changes nothing. */
  public final class Permit {

    private final AtomicBoolean checking = new AtomicBoolean(true);
    private final AtomicBoolean held = new AtomicBoolean(true);

    private Permit() {}

    /** Releases the part that is for the check of the token. */
    public void tokenChecked() {
      if (checking.getAndSet(false)) {
        tokenChecks.release(1);
      }
    }

    /** Releases the permit, once the session is gone. */
    public void release() {
      tokenChecked();
      if (held.getAndSet(false)) {
        sessions.release(1);
      }
    }
  }
}
