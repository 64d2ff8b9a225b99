package io.chats.adapter.websocket;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The frames that wait for one socket, bounded by bytes. At most one batch is being written at a
 * time; who is told {@link Offer#WRITE} writes until {@link #next} is empty.
 *
 * <p>A frame that supersedes a waiting one takes its place at the end, so that only bytes which say
 * something count against the bound. Safe for use by any thread; never blocks.
 */
final class OutboundQueue {

  /** What became of a frame, and what the caller has to do. */
  enum Offer {
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

  private final int limit;

  /** By topic; what has none is under a key of its own. */
  private final Map<Object, OutboundFrame> waiting = new LinkedHashMap<>(4);

  private int bytes;
  private boolean writing = true;
  private boolean refusing;
  private boolean ended;

  /**
   * @param limit in bytes; a single frame may be longer
   */
  OutboundQueue(int limit) {
    this.limit = limit;
  }

  /**
   * Lets frames be written, once the connection is established; until then they wait.
   *
   * @return whether the caller must write
   */
  synchronized boolean open() {
    writing = !waiting.isEmpty();
    return writing;
  }

  synchronized Offer offer(OutboundFrame frame) {
    if (refusing) {
      return Offer.ENDED;
    }
    frame.topic().ifPresent(this::remove);
    if (!waiting.isEmpty() && bytes + cost(frame) > limit) {
      return Offer.OVERFLOW;
    }
    return add(frame);
  }

  /** Takes the last frame, whatever the bound is. */
  synchronized Offer end(OutboundFrame last) {
    if (ended) {
      return Offer.ENDED;
    }
    ended = true;
    refusing = true;
    return add(last);
  }

  /** Drops all that waits, and takes nothing more but the last frame. */
  synchronized void drop() {
    refusing = true;
    waiting.clear();
    bytes = 0;
  }

  /** Drops all that waits, and takes nothing more. */
  synchronized void discard() {
    ended = true;
    drop();
  }

  /**
   * What to write next: waiting frames in one buffer, as far as they make a batch. Empty when there
   * is nothing; then the caller has stopped writing.
   */
  synchronized Optional<ByteBuffer> next() {
    if (waiting.isEmpty()) {
      writing = false;
      return Optional.empty();
    }
    int size = batchSize();
    Iterator<OutboundFrame> frames = waiting.values().iterator();
    ByteBuffer first = take(frames);
    if (first.remaining() >= size) {
      return Optional.of(first);
    }
    ByteBuffer batch = ByteBuffer.allocate(size).put(first);
    while (batch.hasRemaining()) {
      batch.put(take(frames));
    }
    return Optional.of(batch.flip());
  }

  /** Whether the last frame has been handed out. */
  synchronized boolean isDone() {
    return ended && waiting.isEmpty();
  }

  private Offer add(OutboundFrame frame) {
    waiting.put(frame.topic().orElseGet(Object::new), frame);
    bytes += cost(frame);
    if (writing) {
      return Offer.QUEUED;
    }
    writing = true;
    return Offer.WRITE;
  }

  private void remove(Object topic) {
    OutboundFrame superseded = waiting.remove(topic);
    if (superseded != null) {
      bytes -= cost(superseded);
    }
  }

  private int batchSize() {
    int size = 0;
    for (OutboundFrame frame : waiting.values()) {
      if (size > 0 && size + frame.size() > LARGEST_BATCH) {
        break;
      }
      size += frame.size();
    }
    return size;
  }

  private ByteBuffer take(Iterator<OutboundFrame> frames) {
    OutboundFrame frame = frames.next();
    frames.remove();
    bytes -= cost(frame);
    return frame.bytes();
  }

  private static int cost(OutboundFrame frame) {
    return frame.size() + OVERHEAD;
  }
}
