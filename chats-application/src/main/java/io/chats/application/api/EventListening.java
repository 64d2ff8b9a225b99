package io.chats.application.api;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.UserId;
import java.util.concurrent.CompletionStage;

/**
 * Passes the events of a user's sessions to the embedding service, which counts as one more session
 * of that user, without a connection. To receive events of other chats, a service subscribes a bot
 * to them and listens as the bot. Safe for use by any thread.
 */
public interface EventListening {

  /** The number of events that may wait for a listener before it is ended. */
  int MAX_WAITING = 10_000;

  /**
   * Listens as that user, who counts as online for as long. Listening twice is two listeners. Does
   * not block, and throws nothing while the node is not closed.
   *
   * <p>The listener receives what concerns the user, on whatever node it happens, as soon as it is
   * {@link Listening#placed placed}: the messages of a chat in order and each once, within 5 s even
   * when announcements get lost (spec G3, G5); read marks and participants in their latest state;
   * typing and presence at most once.
   */
  Listening listen(UserId user, EventListener listener);

  /** Receives events, one at a time, in the order in which they were sent to the user. */
  @FunctionalInterface
  interface EventListener {

    /**
     * Receives an event. Called on a thread of the node's executor; may block, which delays only
     * this listener. An exception is reported as an unforeseen failure, and the next event follows
     * all the same.
     */
    void heard(ClientEvent event);

    /**
     * The listener was so slow that {@link #MAX_WAITING} events were waiting, and is ended. It
     * receives the waiting events, and then this call. Listen again, and read what was missed after
     * the last message that was received. Not called when the embedding service ends listening.
     */
    default void tooSlow() {}
  }

  /** A listener at work. */
  interface Listening extends AutoCloseable {

    /**
     * Completes when it is known from which messages on the listener receives its chats: it
     * receives what is stored from then on, and nothing earlier. Never fails, but may take long
     * while the database is away. Completes on a thread that must not be blocked.
     */
    CompletionStage<Void> placed();

    /**
     * Ends listening. Does not block; does not wait for a call of the listener, and drops the
     * events that wait. Ending it again changes nothing.
     */
    @Override
    void close();
  }
}
