package io.chats.testing.inmemory;

import io.chats.domain.port.StoreUnavailableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The connection of one node to the database, which tests can cut or hold. Safe for use by any
 * thread.
 */
public final class DatabaseLink {

  /** The fate of calls. */
  public enum State {
    UP,
    /** No call reaches the database. */
    CUT,
    /** Some calls fail. */
    SHAKY,
    /** All calls are carried out; no answer comes back. */
    MUTE
  }

  private static final long TIMEOUT_SECONDS = 20;

  private final Runnable blocking;
  private final BooleanSupplier mishap;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, Runnable> interruptions = new ConcurrentHashMap<>();
  private volatile State state = State.UP;
  private volatile CountDownLatch held = new CountDownLatch(0);

  /**
   * Creates a connection that is up.
   *
   * @param blocking runs before and after each call is served, where other threads may get ahead
   * @param mishap whether a call over a shaky connection fails
   */
  public DatabaseLink(Runnable blocking, BooleanSupplier mishap) {
    this.blocking = blocking;
    this.mishap = mishap;
  }

  /** The number of calls so far. */
  public int calls() {
    return calls.get();
  }

  public void set(State now) {
    state = now;
  }

  /** Runs an action right after the given number of further calls was served. */
  public void afterCalls(int number, Runnable interruption) {
    interruptions.put(calls.get() + number, interruption);
  }

  /** Makes calls wait until {@link #release}. */
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

  /**
   * Serves a call like {@link #call}, but runs no {@code blocking}, for calls that no thread waits
   * for.
   */
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
      if (!held.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
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
