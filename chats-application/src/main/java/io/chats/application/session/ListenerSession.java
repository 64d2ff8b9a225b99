package io.chats.application.session;

import io.chats.application.api.EventListening;
import io.chats.application.api.EventListening.EventListener;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClientSession;
import io.chats.support.SerialExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A session that passes its events to a listener, one at a time and in order, and ends when too
 * many wait.
 */
final class ListenerSession implements ClientSession {

  private final SessionId id;
  private final UserId user;
  private final EventListener listener;
  private final SerialExecutor queue;

  /** Completes when no more events are accepted. */
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /** Events that wait, or that the listener is being called with. */
  private final AtomicInteger unheard = new AtomicInteger();

  private volatile boolean silent;

  ListenerSession(SessionId id, UserId user, EventListener listener, SerialExecutor queue) {
    this.id = id;
    this.user = user;
    this.listener = listener;
    this.queue = queue;
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
  public synchronized void send(SharedEvent event) {
    if (ended.isDone()) {
      return;
    }
    if (unheard.get() < EventListening.MAX_WAITING) {
      add(() -> notify(event));
    } else {
      queue.execute(this::notifyOfEnd);
      ended.complete(null);
    }
  }

  @Override
  public boolean sendPaced(SharedEvent event) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    add(() -> done.complete(notify(event)));
    CompletableFuture.anyOf(done, ended).join();
    return done.getNow(false);
  }

  @Override
  public void close(CloseReason reason) {
    silence();
  }

  /** Runs the action on the executor when no more events are accepted. */
  void onEnd(Runnable action, Executor executor) {
    var unused = ended.thenRunAsync(action, executor);
  }

  /** Passes nothing to the listener any more. */
  void silence() {
    silent = true;
    ended.complete(null);
  }

  private void add(Runnable notification) {
    unheard.incrementAndGet();
    queue.execute(() -> {
      try {
        notification.run();
      } finally {
        unheard.decrementAndGet();
      }
    });
  }

  private boolean notify(SharedEvent shared) {
    if (silent) {
      return false;
    }
    ClientEvent event = shared.event();
    listener.heard(event);
    return true;
  }

  private void notifyOfEnd() {
    if (!silent) {
      listener.tooSlow();
    }
  }
}
