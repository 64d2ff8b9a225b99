package io.chats.adapter.websocket.outbound;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The frames that wait for one socket, bounded in bytes: an {@link Offer#OVERFLOW} means that the
 * client reads too slowly. A paced frame is never refused, since it is offered only when little
 * waits. One batch is written at a time: the caller that gets {@link Offer#WRITE} writes until
 * {@link #next} is empty. All that waits or is being written counts in the budget of the node.
 *
 * <p>A frame that supersedes a waiting one removes it and is added at the end, so that superseded
 * bytes do not count against the bound. Safe for use by any thread; never blocks.
 */
public final class OutboundQueue {

  /** The result of an offer, and the duty of the caller. */
  public enum Offer {
    /** The frame waits, and nobody is writing: the caller must. */
    WRITE,
    /** The frame waits, and will be written. */
    QUEUED,
    /** The bound is reached: the frame is lost, and the connection must be closed. */
    OVERFLOW,
    /** The queue takes nothing more. */
    ENDED
  }

  /** The cost of a waiting frame besides its bytes, so that tiny frames are bounded too. */
  private static final int OVERHEAD = 128;

  private static final int MAX_BATCH = 64 * 1024;

  /** The bytes that may wait when a paced frame is offered: enough to keep the socket busy. */
  private static final int LOW_WATER = 64 * 1024;

  private final int limit;
  private final NodeBudget budget;

  /** By topic; a frame without one has a key of its own. */
  private final Map<Object, OutboundFrame> waiting = new LinkedHashMap<>(4);

  /** The cost of the waiting frames. */
  private int bytes;

  private Batch batch = Batch.NONE;
  private CompletableFuture<Void> nearlyEmpty = CompletableFuture.completedFuture(null);
  private boolean writing = true;
  private boolean refusing;
  private boolean ended;

  /**
   * @param limit in bytes; a single frame may be longer
   */
  public OutboundQueue(int limit, NodeBudget budget) {
    this.limit = limit;
    this.budget = budget;
  }

  /**
   * Lets frames be written, once the handshake is answered; until then they wait.
   *
   * @return whether the caller must write
   */
  public synchronized boolean open() {
    writing = !waiting.isEmpty();
    return writing;
  }

  public synchronized Offer offer(OutboundFrame frame) {
    if (refusing) {
      return Offer.ENDED;
    }
    frame.topic().ifPresent(this::remove);
    if (bytes > 0 && bytes + cost(frame) > limit) {
      return Offer.OVERFLOW;
    }
    return add(frame);
  }

  /** Completes when little waits, or nothing is taken any more; awaited before a paced offer. */
  public synchronized CompletableFuture<Void> nearlyEmpty() {
    if (nearlyEmpty.isDone() && !isNearlyEmpty()) {
      nearlyEmpty = new CompletableFuture<>();
    }
    return nearlyEmpty;
  }

  /** Takes a frame that waited for {@link #nearlyEmpty}; never overflows. */
  public synchronized Offer offerPaced(OutboundFrame frame) {
    if (refusing) {
      return Offer.ENDED;
    }
    frame.topic().ifPresent(this::remove);
    return add(frame);
  }

  /** Takes the last frame, without regard to the bound. */
  public synchronized Offer end(OutboundFrame last) {
    if (ended) {
      return Offer.ENDED;
    }
    ended = true;
    refuse();
    return add(last);
  }

  /** Drops the frames that wait, and takes nothing more but the last frame. */
  public synchronized void drop() {
    waiting.values().forEach(this::uncount);
    waiting.clear();
    refuse();
  }

  /** Drops the frames that wait and the batch that is written, and takes nothing more. */
  public synchronized void discard() {
    ended = true;
    drop();
    endBatch();
  }

  /**
   * Takes the next batch, once the one before is written: waiting frames in one buffer. Empty when
   * none waits; then the caller has stopped writing.
   */
  public synchronized Optional<ByteBuffer> next() {
    endBatch();
    if (waiting.isEmpty()) {
      writing = false;
      return Optional.empty();
    }
    ByteBuffer next = takeBatch(batchSize());
    notifyIfNearlyEmpty();
    return Optional.of(next);
  }

  /** The bytes that wait or are being written. */
  public synchronized int bytes() {
    return bytes + batch.size();
  }

  /** Returns whether the last frame has been handed out. */
  public synchronized boolean isDone() {
    return ended && waiting.isEmpty();
  }

  private Offer add(OutboundFrame added) {
    waiting.put(added.topic().orElseGet(Object::new), added);
    bytes += cost(added);
    budget.add(OVERHEAD);
    added.retain(budget);
    if (writing) {
      return Offer.QUEUED;
    }
    writing = true;
    return Offer.WRITE;
  }

  private void remove(Object topic) {
    OutboundFrame superseded = waiting.remove(topic);
    if (superseded != null) {
      uncount(superseded);
    }
  }

  private void refuse() {
    refusing = true;
    notifyIfNearlyEmpty();
  }

  private boolean isNearlyEmpty() {
    return refusing || bytes <= LOW_WATER;
  }

  private void notifyIfNearlyEmpty() {
    if (isNearlyEmpty()) {
      nearlyEmpty.complete(null);
    }
  }

  private int batchSize() {
    int size = 0;
    for (OutboundFrame next : waiting.values()) {
      if (size > 0 && size + next.size() > MAX_BATCH) {
        break;
      }
      size += next.size();
    }
    return size;
  }

  private ByteBuffer takeBatch(int size) {
    Iterator<OutboundFrame> frames = waiting.values().iterator();
    OutboundFrame first = take(frames);
    if (first.size() >= size) {
      return begin(new Batch(Optional.of(first), size), first.bytes());
    }
    ByteBuffer joined = ByteBuffer.allocate(size).put(first.bytes());
    while (joined.hasRemaining()) {
      joined.put(take(frames).bytes());
    }
    return begin(new Batch(Optional.empty(), size), joined.flip());
  }

  private ByteBuffer begin(Batch begun, ByteBuffer bytesOfBatch) {
    batch = begun;
    batch.shared().ifPresentOrElse(frame -> frame.retain(budget), () -> budget.add(begun.size()));
    return bytesOfBatch;
  }

  private void endBatch() {
    int size = batch.size();
    batch.shared().ifPresentOrElse(frame -> frame.release(budget), () -> budget.release(size));
    batch = Batch.NONE;
  }

  private OutboundFrame take(Iterator<OutboundFrame> frames) {
    OutboundFrame taken = frames.next();
    frames.remove();
    uncount(taken);
    return taken;
  }

  private void uncount(OutboundFrame gone) {
    bytes -= cost(gone);
    budget.release(OVERHEAD);
    gone.release(budget);
  }

  private static int cost(OutboundFrame frame) {
    return frame.size() + OVERHEAD;
  }

  /**
   * What is being written.
   *
   * @param shared the only frame of the batch, whose bytes other queues may hold too; empty where
   *     frames were copied into one buffer
   */
  private record Batch(Optional<OutboundFrame> shared, int size) {

    static final Batch NONE = new Batch(Optional.empty(), 0);
  }
}
