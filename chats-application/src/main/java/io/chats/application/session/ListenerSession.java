package io.chats.application.session;

import io.chats.application.api.EventListening;
import io.chats.application.api.EventListening.EventListener;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.Shared;
import io.chats.support.SerialExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A session whose events go to a listener: one at a time, in order, and when too many wait, none
 * any more.
 */
final class ListenerSession implements ClientSession {

  private final SessionId id;
  private final UserId user;
  private final EventListener listener;
  private final SerialExecutor queue;

  /** Completed when nothing more is accepted. */
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

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
  public synchronized void send(Shared event) {
    if (!ended.isDone() && !queue.offer(() -> tell(event), EventListening.MOST_WAITING)) {
      queue.execute(this::tellOfEnd);
      ended.complete(null);
    }
  }

  @Override
  public boolean sendPaced(Shared event) {
    CompletableFuture<Boolean> heard = new CompletableFuture<>();
    queue.execute(() -> heard.complete(tell(event)));
    CompletableFuture.anyOf(heard, ended).join();
    return heard.getNow(false);
  }

  @Override
  public void close(CloseReason reason) {
    silence();
  }

  /** Runs the action, not in the thread of who sends, when nothing more is accepted. */
  void onEnd(Runnable action, Executor executor) {
    var unused = ended.thenRunAsync(action, executor);
  }

  /** The listener is told nothing any more. */
  void silence() {
    silent = true;
    ended.complete(null);
  }

  private boolean tell(Shared shared) {
    if (silent) {
      return false;
    }
    ClientEvent event = shared.event();
    listener.heard(event);
    return true;
  }

  private void tellOfEnd() {
    if (!silent) {
      listener.tooSlow();
    }
  }
}
