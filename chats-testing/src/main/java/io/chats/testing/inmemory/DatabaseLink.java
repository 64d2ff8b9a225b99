package io.chats.testing.inmemory;

import io.chats.domain.port.StoreUnavailableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The line of one node to the database, which can be cut or held. Safe for use by any thread. */
public final class DatabaseLink {

  /** What becomes of calls. */
  public enum State {
    UP,
    /** Nothing arrives. */
    CUT,
    /** Calls fail now and then. */
    SHAKY,
    /** All arrives and is done; no answer comes back. */
    MUTE
  }

  private static final long PATIENCE_SECONDS = 20;

  private final Runnable blocking;
  private final BooleanSupplier mishap;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, Runnable> interruptions = new ConcurrentHashMap<>();
  private volatile State state = State.UP;
  private volatile CountDownLatch held = new CountDownLatch(0);

  /**
   * @param blocking run by each call, before and after it is served: where others get their turn
   * @param mishap whether a call over a shaky line fails
   */
  public DatabaseLink(Runnable blocking, BooleanSupplier mishap) {
    this.blocking = blocking;
    this.mishap = mishap;
  }

  /** How many calls there were. */
  public int calls() {
    return calls.get();
  }

  public void set(State now) {
    state = now;
  }

  /** Runs something right after the next calls, so many, have been served. */
  public void afterCalls(int number, Runnable interruption) {
    interruptions.put(calls.get() + number, interruption);
  }

  /** Calls wait from now on until {@link #release}. */
  public void hold() {
    held = new CountDownLatch(1);
  }

  public void release() {
    held.countDown();
  }

  <T> T call(Supplier<T> call) {
    blocking.run();
    T answer = serve(call);
    blocking.run();
    return answer;
  }

  /** As {@link #call}, for what nobody waits for. */
  <T> T serve(Supplier<T> call) {
    int number = calls.incrementAndGet();
    awaitRelease();
    if (state == State.CUT || (state == State.SHAKY && mishap.getAsBoolean())) {
      throw away();
    }
    T answer = call.get();
    interruptions.getOrDefault(number, () -> {}).run();
    if (state == State.MUTE) {
      throw away();
    }
    return answer;
  }

  private void awaitRelease() {
    try {
      if (!held.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody released the line");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static StoreUnavailableException away() {
    return new StoreUnavailableException("the line is not up", null);
  }
}
