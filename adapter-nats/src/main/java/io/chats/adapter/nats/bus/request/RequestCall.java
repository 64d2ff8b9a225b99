package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.adapter.nats.json.JsonWriter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A request that was read and can be carried out.
 *
 * @param subject the chat, or else the user, whose requests keep their order; empty when any order
 *     will do
 * @param size how many chats and messages it may hold at a time; 0 for what reads none
 * @param blocks whether starting it may block
 * @param work starts it; may throw
 */
public record RequestCall(
    Optional<Object> subject,
    Kind kind,
    int size,
    boolean blocks,
    Supplier<CompletionStage<Reply>> work) {

  private static final JsonWriter DONE =
      json -> {
        json.writeStartObject();
        json.writeBooleanField("result", true);
        json.writeEndObject();
      };

  /** What a request may overlap with in its lane. */
  public enum Kind {
    /** Other reads: they see the same, whichever is first. */
    READ,
    /** Other posts that were started before: what is stored keeps the order of the starts. */
    POST,
    /** Nothing. */
    CHANGE
  }

  static RequestCall read(int size, Supplier<Reply> work) {
    return new RequestCall(Optional.empty(), Kind.READ, size, true, completed(work));
  }

  static RequestCall read(Object subject, int size, Supplier<Reply> work) {
    return new RequestCall(Optional.of(subject), Kind.READ, size, true, completed(work));
  }

  /** A read that is started without blocking. */
  static RequestCall promptRead(Object subject, int size, Supplier<CompletionStage<Reply>> work) {
    return new RequestCall(Optional.of(subject), Kind.READ, size, false, work);
  }

  static RequestCall change(Object subject, Supplier<Reply> work) {
    return new RequestCall(Optional.of(subject), Kind.CHANGE, 0, true, completed(work));
  }

  /** A change that no other has to wait for. */
  static RequestCall change(Supplier<Reply> work) {
    return new RequestCall(Optional.empty(), Kind.CHANGE, 0, true, completed(work));
  }

  static RequestCall post(Object subject, Supplier<CompletionStage<Reply>> work) {
    return new RequestCall(Optional.of(subject), Kind.POST, 0, true, work);
  }

  /** A change that is answered with nothing but that it was done. */
  static RequestCall done(Object subject, Runnable work) {
    return change(
        subject,
        () -> {
          work.run();
          return Reply.of(DONE);
        });
  }

  private static Supplier<CompletionStage<Reply>> completed(Supplier<Reply> work) {
    return () -> CompletableFuture.completedFuture(work.get());
  }
}
