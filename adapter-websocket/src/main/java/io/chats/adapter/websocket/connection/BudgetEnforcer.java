package io.chats.adapter.websocket.connection;

import io.chats.adapter.websocket.outbound.NodeBudget;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps what the sessions of a node hold within its budget: beyond it, the slowest are closed until
 * a part of it is free again. Safe for use by any thread; no method blocks.
 */
public final class BudgetEnforcer {

  /** The share of the budget that is held once the slowest are gone. */
  private static final double SHARE_AFTER = 0.8;

  private final NodeBudget budget;
  private final Connections connections;
  private final Executor executor;
  private final AtomicBoolean running = new AtomicBoolean();

  public BudgetEnforcer(NodeBudget budget, Connections connections, Executor executor) {
    this.budget = budget;
    this.connections = connections;
    this.executor = executor;
  }

  /** Closes the slowest if too much is held; also to be called now and then. */
  public void check() {
    if (budget.held() > budget.limit() && running.compareAndSet(false, true)) {
      try {
        executor.execute(this::close);
      } catch (RejectedExecutionException e) {
        running.set(false);
      }
    }
  }

  private void close() {
    try {
      connections.closeSlowest(budget.held() - (long) (SHARE_AFTER * budget.limit()));
    } finally {
      running.set(false);
    }
  }
}
