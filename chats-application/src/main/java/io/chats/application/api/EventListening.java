package io.chats.application.api;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.UserId;
import java.util.concurrent.CompletionStage;

/**
 * Lets the embedding service hear what a user's sessions are shown, as one more session of that
 * user's, without a connection. To hear of chats that no person of its own takes part in, a service
 * subscribes a bot to them and listens as the bot. Safe for use by any thread.
 */
public interface EventListening {

  /** As many events may wait for a listener before it is ended. */
  int MAX_WAITING = 10_000;

  /**
   * Listens as that user, who counts as online for as long. Listening twice is two listeners. Does
   * not block, and throws nothing while the node is not closed.
   *
   * <p>The listener hears what concerns the user, on whatever node it happens, from when it is
   * {@link Listening#placed placed}: the messages of a chat in order, each once, within 5 s also
   * where announcements get lost (spec G3, G5); read marks and participants as they are then;
   * typing and presence at most once.
   */
  Listening listen(UserId user, EventListener listener);

  /** Hears events, one at a time, in the order in which they were sent to the user. */
  @FunctionalInterface
  interface EventListener {

    /**
     * Something concerns the user. Called on a thread of the node's executor, and may block: it
     * holds up no one but itself. What it throws is reported as unforeseen, and the next event
     * comes all the same.
     */
    void heard(ClientEvent event);

    /**
     * The listener was so slow that {@link #MAX_WAITING} events were waiting, and is ended: it is
     * told what waits, and then this. Listen again, and read what was missed from the last message
     * that was heard. Not called when the embedding service ends listening.
     */
    default void tooSlow() {}
  }

  /** A listener at work. */
  interface Listening extends AutoCloseable {

    /**
     * Completes when it is known where the listener comes in: what is stored from then on is heard,
     * and what was stored before is not. Never fails, but may take long while the database is away.
     * On a thread that must not be blocked.
     */
    CompletionStage<Void> placed();

    /**
     * Ends listening. Does not block; an event that is being heard is not waited for, and nothing
     * that waits is heard any more. Ending it again changes nothing.
     */
    @Override
    void close();
  }
}
