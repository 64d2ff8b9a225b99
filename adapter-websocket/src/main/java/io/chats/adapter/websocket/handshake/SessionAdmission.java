package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.settings.NodeBounds;
import io.chats.support.Bulkhead;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds the number of sessions, of those from one address, and of clients who wait for the check
 * of their token. Addresses that fail again and again have half of the places for checks only. Safe
 * for use by any thread; no method blocks.
 */
public final class SessionAdmission {

  private final Bulkhead sessions;
  private final Bulkhead tokenChecks;
  private final Bulkhead suspectChecks;
  private final KeyedLimit<String> ofAddress;
  private volatile boolean stopped;

  public SessionAdmission(NodeBounds bounds) {
    this.sessions = Bulkhead.inAnyOrder(bounds.sessions(), Duration.ZERO);
    this.tokenChecks = Bulkhead.inAnyOrder(bounds.tokenChecks(), Duration.ZERO);
    this.suspectChecks = Bulkhead.inAnyOrder(Math.max(1, bounds.tokenChecks() / 2), Duration.ZERO);
    this.ofAddress = new KeyedLimit<>(bounds.sessionsPerAddress());
  }

  /** A permit for a session, or the reason why there is none. */
  sealed interface Answer permits Permit, Refusal {}

  /**
   * Acquires a permit for a session.
   *
   * @param suspect whether refused tokens come from the address again and again
   */
  Answer acquire(String address, boolean suspect) {
    if (stopped) {
      return new Refusal(HttpResponse.UNAVAILABLE, "the node stops");
    }
    if (!ofAddress.acquire(address)) {
      return new Refusal(HttpResponse.TOO_MANY_REQUESTS, "too many sessions from the address");
    }
    Bulkhead checks = suspect ? suspectChecks : tokenChecks;
    if (!checks.acquireNow(1)) {
      ofAddress.release(address);
      return new Refusal(HttpResponse.UNAVAILABLE, "too many tokens wait for their check");
    }
    if (!sessions.acquireNow(1)) {
      checks.release(1);
      ofAddress.release(address);
      return new Refusal(HttpResponse.UNAVAILABLE, "too many sessions");
    }
    return new Permit(address, checks);
  }

  /** Gives no more permits. */
  public void stop() {
    stopped = true;
  }

  /** The right of one session to exist. Releasing it twice changes nothing. */
  public final class Permit implements Answer {

    private final AtomicBoolean checking = new AtomicBoolean(true);
    private final AtomicBoolean held = new AtomicBoolean(true);
    private final String address;
    private final Bulkhead checks;

    private Permit(String address, Bulkhead checks) {
      this.address = address;
      this.checks = checks;
    }

    /** The key of the address for which the permit is. */
    String address() {
      return address;
    }

    /** Releases the part that is for the check of the token. */
    public void tokenChecked() {
      if (checking.getAndSet(false)) {
        checks.release(1);
      }
    }

    /** Releases the permit, once the session is gone. */
    public void release() {
      tokenChecked();
      if (held.getAndSet(false)) {
        sessions.release(1);
        ofAddress.release(address);
      }
    }
  }
}
