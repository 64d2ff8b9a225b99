package io.chats.testing.services.process;

import java.util.concurrent.atomic.AtomicBoolean;

/** An action that runs once: when this is closed, or else when the JVM exits. */
final class OnExit implements AutoCloseable {

  private final Runnable action;
  private final Thread hook;
  private final AtomicBoolean done = new AtomicBoolean();

  private OnExit(Runnable action) {
    this.action = action;
    this.hook = new Thread(this::once, "on-exit");
  }

  static OnExit of(Runnable action) {
    OnExit onExit = new OnExit(action);
    Runtime.getRuntime().addShutdownHook(onExit.hook);
    return onExit;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException exiting) {
      // The JVM is exiting: the hook runs, or has run.
    }
    once();
  }

  private void once() {
    if (done.compareAndSet(false, true)) {
      action.run();
    }
  }
}
