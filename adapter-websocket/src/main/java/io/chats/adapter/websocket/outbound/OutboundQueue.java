package io.chats.adapter.websocket.outbound;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The frames that wait for one socket, bounded by bytes. A paced frame does not count against the
 * bound: it is offered only when little waits, and so bounded by itself. At most one batch is being
 * written at a time; who is told {@link Offer#WRITE} writes until {@link #next} is empty.
 *
 * <p>A frame that supersedes a waiting one takes its place at the end, so that only bytes which say
 * something count against the bound. Safe for use by any thread; never blocks.
 */
public final class OutboundQueue {

  /** What became of a frame, and what the caller has to do. */
  public enum Offer {
    /** Waits; nobody is writing, so the caller must. */
    WRITE,
    /** Waits; it will be written. */
    QUEUED,
    /** The bound is reached: nothing was added, and the session must be ended. */
    OVERFLOW,
    /** Nothing more is taken. */
    ENDED
  }

  /** What a waiting frame costs besides its bytes; counted, so that tiny frames are bounded too. */
  private static final int OVERHEAD = 128;

  private static final int LARGEST_BATCH = 64 * 1024;

  /** So much may wait when a paced frame is offered: enough to keep the socket busy. */
  private static final int LOW_WATER = 64 * 1024;

  private final int limit;

  /** By topic; what has none is under a key of its own. */
  private final Map<Object, Waiting> waiting = new LinkedHashMap<>(4);

  /** Of frames that count against the bound. */
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
   * Lets frames be written, once the connection is established; until then they wait.
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

  /** When little waits, or nothing is taken any more; to be waited for before a paced offer. */
  public synchronized CompletableFuture<Void> nearlyEmpty() {
    if (nearlyEmpty.isDone() && !hasRoom()) {
      nearlyEmpty = new CompletableFuture<>();
    }
    return nearlyEmpty;
  }

  /** Takes a frame that waited for its time; never overflows. */
  public synchronized Offer offerPaced(OutboundFrame frame) {
    return refusing ? Offer.ENDED : add(new Waiting(frame, true));
  }

  /** Takes the last frame, whatever the bound is. */
  public synchronized Offer end(OutboundFrame last) {
    if (ended) {
      return Offer.ENDED;
    }
    ended = true;
    refuse();
    return add(new Waiting(last, false));
  }

  /** Drops all that waits, and takes nothing more but the last frame. */
  public synchronized void drop() {
    waiting.clear();
    bytes = 0;
    pacedBytes = 0;
    refuse();
  }

  /** Drops all that waits, and takes nothing more. */
  public synchronized void discard() {
    ended = true;
    drop();
  }

  /**
   * What to write next: waiting frames in one buffer, as far as they make a batch. Empty when there
   * is nothing; then the caller has stopped writing.
   */
  public synchronized Optional<ByteBuffer> next() {
    if (waiting.isEmpty()) {
      writing = false;
      return Optional.empty();
    }
    int size = batchSize();
    ByteBuffer batch = takeBatch(size);
    tellIfThereIsRoom();
    return Optional.of(batch);
  }

  /** What waits, in bytes. */
  public synchronized int bytes() {
    return bytes;
  }

  /** Whether the last frame has been handed out. */
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
    tellIfThereIsRoom();
  }

  private boolean hasRoom() {
    return refusing || bytes + pacedBytes <= LOW_WATER;
  }

  private void tellIfThereIsRoom() {
    if (hasRoom()) {
      nearlyEmpty.complete(null);
    }
  }

  private int batchSize() {
    int size = 0;
    for (Waiting next : waiting.values()) {
      if (size > 0 && size + next.frame().size() > LARGEST_BATCH) {
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
