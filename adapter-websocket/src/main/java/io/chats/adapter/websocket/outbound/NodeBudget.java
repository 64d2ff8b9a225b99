package io.chats.adapter.websocket.outbound;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes that wait for or from all sessions of a node together, against a share of its
 * heap (spec G8). A frame that several sessions wait for counts once. Safe for use by any thread;
 * no method blocks.
 */
public final class NodeBudget {

  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private volatile Runnable exceeded = () -> {};

  /**
   * @param limit in bytes
   */
  public NodeBudget(long limit) {
    this.limit = limit;
  }

  /**
   * Sets what is notified of every addition beyond the limit.
   *
   * @param listener called by threads that send and receive; neither blocks nor throws
   */
  public void onExceeded(Runnable listener) {
    exceeded = listener;
  }

  /** Adds bytes; they are counted also beyond the limit. */
  public void add(long bytes) {
    if (held.addAndGet(bytes) > limit) {
      exceeded.run();
    }
  }

  /** Takes bytes away that were added. */
  public void release(long bytes) {
    held.addAndGet(-bytes);
  }

  /** The bytes that are held now. */
  public long held() {
    return held.get();
  }

  public long limit() {
    return limit;
  }
}
