package io.chats.adapter.websocket.connection;

import io.chats.adapter.websocket.outbound.OutboundFrame;
import io.chats.adapter.websocket.outbound.OutboundQueue;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Writes the frames of one connection, one batch at a time. Sending only queues: writing is left to
 * the executor, so that who sends to many does not wait for so many sockets, and frames that come
 * together go out together. Safe for use by any thread.
 */
final class OutboundWriter {

  private final OutboundQueue queue;
  private final ClientSocket socket;
  private final Executor executor;
  private final Runnable whenDone;

  /**
   * @param executor may fail to run a task, if it sees to the end of the connection itself
   * @param whenDone is called once the last frame is written
   */
  OutboundWriter(OutboundQueue queue, ClientSocket socket, Executor executor, Runnable whenDone) {
    this.queue = queue;
    this.socket = socket;
    this.executor = executor;
    this.whenDone = whenDone;
  }

  /** Starts writing; until then frames wait. */
  void open() {
    if (queue.open()) {
      executor.execute(this::write);
    }
  }

  /**
   * @return false when too much waits already: the frame is lost, and the session must be ended
   */
  boolean send(OutboundFrame frame) {
    return handle(queue.offer(frame));
  }

  /** Waits until little waits, or nothing is sent any more. */
  void awaitReader() {
    queue.nearlyEmpty().join();
  }

  /**
   * Sends a frame that waited for its time.
   *
   * @return false when nothing is sent any more
   */
  boolean sendPaced(OutboundFrame frame) {
    OutboundQueue.Offer offer = queue.offerPaced(frame);
    handle(offer);
    return offer != OutboundQueue.Offer.ENDED;
  }

  /** What waits, in bytes. */
  int waitingBytes() {
    return queue.bytes();
  }

  /** Sends the last frame, after all that waits. */
  void end(OutboundFrame last) {
    handle(queue.end(last));
  }

  /** Drops all that waits, and takes nothing more but the last frame. */
  void drop() {
    queue.drop();
  }

  /** Drops all that waits, and takes nothing more. */
  void discard() {
    queue.discard();
  }

  private boolean handle(OutboundQueue.Offer offer) {
    if (offer == OutboundQueue.Offer.WRITE) {
      executor.execute(this::write);
    }
    return offer != OutboundQueue.Offer.OVERFLOW;
  }

  private void write() {
    Optional<ByteBuffer> batch = queue.next();
    while (batch.isPresent()) {
      if (!socket.write(batch.get(), this::write)) {
        return;
      }
      batch = queue.next();
    }
    if (queue.isDone()) {
      whenDone.run();
    }
  }
}
