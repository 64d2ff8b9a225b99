package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.Reply;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The call of a use case that a request was read into.
 *
 * @param subject the chat, or else the user, whose requests keep their order; empty where the order
 *     does not matter
 * @param size the number of chats and messages that it may hold at a time; 0 where it reads none
 * @param blocks whether starting it may block
 * @param work starts the call; may throw
 */
public record RequestCall(
    Optional<Object> subject,
    Kind kind,
    int size,
    boolean blocks,
    Supplier<CompletionStage<Reply>> work) {

  /** The kinds of requests, which decide what a request may overlap with in its lane. */
  public enum Kind {
    /** Overlaps with other reads: they see the same, whichever runs first. */
    READ,
    /**
     * Overlaps with posts that were started before: messages are stored in the order of the starts.
     */
    POST,
    /** Overlaps with nothing. */
    CHANGE
  }

  /** A read in any order. */
  static RequestCall read(int size, Supplier<Reply> work) {
    return new RequestCall(Optional.empty(), Kind.READ, size, true, completed(work));
  }

  /** A read of a subject, after the changes and posts that came before it. */
  static RequestCall read(Object subject, int size, Supplier<Reply> work) {
    return new RequestCall(Optional.of(subject), Kind.READ, size, true, completed(work));
  }

  /** A read of a subject that starts without blocking, and so needs no thread of its own. */
  static RequestCall promptRead(Object subject, int size, Supplier<CompletionStage<Reply>> work) {
    return new RequestCall(Optional.of(subject), Kind.READ, size, false, work);
  }

  /** A change of a subject: it runs alone. */
  static RequestCall change(Object subject, Supplier<Reply> work) {
    return new RequestCall(Optional.of(subject), Kind.CHANGE, 0, true, completed(work));
  }

  /** A change that no other request has to wait for. */
  static RequestCall change(Supplier<Reply> work) {
    return new RequestCall(Optional.empty(), Kind.CHANGE, 0, true, completed(work));
  }

  /** A change of a subject that starts without blocking, and so needs no thread of its own. */
  static RequestCall promptChange(Object subject, Supplier<CompletionStage<Reply>> work) {
    return new RequestCall(Optional.of(subject), Kind.CHANGE, 0, false, work);
  }

  /** A post to a chat. */
  static RequestCall post(Object subject, Supplier<CompletionStage<Reply>> work) {
    return new RequestCall(Optional.of(subject), Kind.POST, 0, true, work);
  }

  /** A change whose reply says only that it was done. */
  static RequestCall done(Object subject, Runnable work) {
    return change(
        subject,
        () -> {
          work.run();
          return Reply.of(json -> json.writeBooleanField("result", true));
        });
  }

  private static Supplier<CompletionStage<Reply>> completed(Supplier<Reply> work) {
    return () -> CompletableFuture.completedFuture(work.get());
  }
}
