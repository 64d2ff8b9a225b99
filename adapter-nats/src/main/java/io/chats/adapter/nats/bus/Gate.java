package io.chats.adapter.nats.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Lets work begin while there is room for it, in the order of arrival. What must wait takes no
 * thread meanwhile; how much may wait is bounded by who admits it. Safe for use by any thread.
 */
final class Gate {

  private final int room;
  private final Executor executor;
  private final Queue<Entrant> waiting = new ArrayDeque<>();
  private int taken;

  /**
   * @param room for entrants whose sizes come to this
   * @param executor runs what had to wait
   */
  Gate(int room, Executor executor) {
    this.room = room;
    this.executor = executor;
  }

  /** What wants to begin. */
  interface Entrant {

    /** What it takes of the room: from 1 on; more than all of it is as much as all. */
    int size();

    /** It has the room, until it leaves. May block, must not throw. */
    void begin();

    /** It will never begin. Must neither block nor throw. */
    void refuse();
  }

  /** Begins it in this thread if there is room and nobody waits, otherwise later. */
  void enter(Entrant entrant) {
    synchronized (waiting) {
      if (!waiting.isEmpty() || !fits(entrant)) {
        waiting.add(entrant);
        return;
      }
      taken += size(entrant);
    }
    entrant.begin();
  }

  /** Gives the room of one that began to those who wait. */
  void leave(Entrant entrant) {
    List<Entrant> next = new ArrayList<>();
    synchronized (waiting) {
      taken -= size(entrant);
      while (!waiting.isEmpty() && fits(waiting.peek())) {
        taken += size(waiting.peek());
        next.add(waiting.remove());
      }
    }
    next.forEach(this::begin);
  }

  private void begin(Entrant entrant) {
    try {
      executor.execute(entrant::begin);
    } catch (RejectedExecutionException e) {
      entrant.refuse();
    }
  }

  private boolean fits(Entrant entrant) {
    return size(entrant) <= room - taken;
  }

  private int size(Entrant entrant) {
    return Math.min(entrant.size(), room);
  }
}
