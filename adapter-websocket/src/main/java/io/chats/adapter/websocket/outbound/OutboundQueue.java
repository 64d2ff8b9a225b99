package io.chats.adapter.websocket.outbound;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The frames that wait for one socket, bounded in bytes: an {@link Offer#OVERFLOW} means that the
 * client reads too slowly. A paced frame does not count against the bound: it is offered only when
 * little waits. One batch is written at a time: the caller that gets {@link Offer#WRITE} writes
 * until {@link #next} is empty.
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

  /** By topic; a frame without one has a key of its own. */
  private final Map<Object, Waiting> waiting = new LinkedHashMap<>(4);

  /** The cost of the frames that count against the bound. */
  private int bytes;

  private int pacedBytes;
  private CompletableFuture<Void> nearlyEmpty = CompletableFuture.completedFuture(null);
  private boolean writing = true;
  private boolean refusing;
  private boolean ended;

  /**
   * @param limit in bytes; a single frame may be longer
   */
  public OutboundQueue(int limit) {
    this.limit = limit;
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
    return add(new Waiting(frame, false));
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
    return add(new Waiting(frame, true));
  }

  /** Takes the last frame, without regard to the bound. */
  public synchronized Offer end(OutboundFrame last) {
    if (ended) {
      return Offer.ENDED;
    }
    ended = true;
    refuse();
    return add(new Waiting(last, false));
  }

  /** Drops the frames that wait, and takes nothing more but the last frame. */
  public synchronized void drop() {
    waiting.clear();
    bytes = 0;
    pacedBytes = 0;
    refuse();
  }

  /** Drops the frames that wait, and takes nothing more. */
  public synchronized void discard() {
    ended = true;
    drop();
  }

  /**
   * Takes the next batch: waiting frames in one buffer. Empty when none waits; then the caller has
   * stopped writing.
   */
  public synchronized Optional<ByteBuffer> next() {
    if (waiting.isEmpty()) {
      writing = false;
      return Optional.empty();
    }
    int size = batchSize();
    ByteBuffer batch = takeBatch(size);
    notifyIfNearlyEmpty();
    return Optional.of(batch);
  }

  /** The cost of the waiting frames in bytes, paced ones aside. */
  public synchronized int bytes() {
    return bytes;
  }

  /** Returns whether the last frame has been handed out. */
  public synchronized boolean isDone() {
    return ended && waiting.isEmpty();
  }

  private Offer add(Waiting added) {
    waiting.put(added.frame().topic().orElseGet(Object::new), added);
    count(added, 1);
    if (writing) {
      return Offer.QUEUED;
    }
    writing = true;
    return Offer.WRITE;
  }

  private void remove(Object topic) {
    Waiting superseded = waiting.remove(topic);
    if (superseded != null) {
      count(superseded, -1);
    }
  }

  private void refuse() {
    refusing = true;
    notifyIfNearlyEmpty();
  }

  private boolean isNearlyEmpty() {
    return refusing || bytes + pacedBytes <= LOW_WATER;
  }

  private void notifyIfNearlyEmpty() {
    if (isNearlyEmpty()) {
      nearlyEmpty.complete(null);
    }
  }

  private int batchSize() {
    int size = 0;
    for (Waiting next : waiting.values()) {
      if (size > 0 && size + next.frame().size() > MAX_BATCH) {
        break;
      }
      size += next.frame().size();
    }
    return size;
  }

  private ByteBuffer takeBatch(int size) {
    Iterator<Waiting> frames = waiting.values().iterator();
    ByteBuffer first = take(frames);
    if (first.remaining() >= size) {
      return first;
    }
    ByteBuffer batch = ByteBuffer.allocate(size).put(first);
    while (batch.hasRemaining()) {
      batch.put(take(frames));
    }
    return batch.flip();
  }

  private ByteBuffer take(Iterator<Waiting> frames) {
    Waiting taken = frames.next();
    frames.remove();
    count(taken, -1);
    return taken.frame().bytes();
  }

  private void count(Waiting counted, int times) {
    int cost = times * cost(counted.frame());
    if (counted.paced()) {
      pacedBytes += cost;
    } else {
      bytes += cost;
    }
  }

  private static int cost(OutboundFrame frame) {
    return frame.size() + OVERHEAD;
  }

  private record Waiting(OutboundFrame frame, boolean paced) {}
}
