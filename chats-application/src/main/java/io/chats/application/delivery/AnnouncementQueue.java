package io.chats.application.delivery;

import io.chats.application.delivery.sync.EventSize;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatChange.Posted;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Message;
import io.chats.domain.port.ClusterBus;
import io.chats.support.SerialExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Announces to the other nodes, in order. An announcement is sent without delay; posts of one chat
 * that wait at that time are sent as one. Signals are dropped first when much waits, so that no
 * number of them keeps a message from being announced. Safe for use by any thread; no method
 * blocks.
 */
final class AnnouncementQueue {

  /** The number of waiting announcements that are merged at a time. */
  private static final int MAX_MERGED = 256;

  // More are dropped, and counted, as the bus itself drops what it cannot send at once.
  static final int MAX_WAITING = 16 * 1024;
  static final int MAX_WAITING_BEFORE_A_SIGNAL = 2 * 1024;
  static final long MAX_WAITING_BYTES = 16 * 1024 * 1024;

  /** The approximate size of an announcement without messages. */
  private static final int USUAL_SIZE = 256;

  private final ClusterBus bus;
  private final SerialExecutor queue;
  private final AtomicLong droppedChanges = new AtomicLong();
  private final AtomicLong droppedSignals = new AtomicLong();

  // Guarded by this monitor.
  private final Queue<ChatAnnouncement> waiting = new ArrayDeque<>();
  private long waitingBytes;

  /** Whether a task is going to announce what waits. */
  private boolean isPending;

  AnnouncementQueue(ClusterBus bus, SerialExecutor queue) {
    this.bus = bus;
    this.queue = queue;
  }

  void announce(ChatAnnouncement announcement) {
    if (!add(announcement)) {
      (announcement instanceof ChatSignal ? droppedSignals : droppedChanges).incrementAndGet();
    } else if (becomesPending()) {
      start();
    }
  }

  /** The number of changes since the start that were dropped. */
  long droppedChanges() {
    return droppedChanges.get();
  }

  /** The number of signals since the start that were dropped. */
  long droppedSignals() {
    return droppedSignals.get();
  }

  private synchronized boolean add(ChatAnnouncement announcement) {
    int max = announcement instanceof ChatSignal ? MAX_WAITING_BEFORE_A_SIGNAL : MAX_WAITING;
    boolean fits = waiting.size() < max && waitingBytes < MAX_WAITING_BYTES;
    if (fits) {
      waiting.add(announcement);
      waitingBytes += size(announcement);
    }
    return fits;
  }

  private synchronized boolean becomesPending() {
    boolean becomes = !isPending && !waiting.isEmpty();
    isPending = isPending || becomes;
    return becomes;
  }

  private synchronized void noLongerPending() {
    isPending = false;
  }

  private void start() {
    boolean started = false;
    try {
      queue.execute(this::announceWaiting);
      started = true;
    } finally {
      if (!started) {
        noLongerPending();
      }
    }
  }

  private void announceWaiting() {
    try {
      announceEach(merged(takeSome()));
    } finally {
      noLongerPending();
      if (becomesPending()) {
        start();
      }
    }
  }

  private synchronized List<ChatAnnouncement> takeSome() {
    List<ChatAnnouncement> taken = new ArrayList<>();
    while (taken.size() < MAX_MERGED && !waiting.isEmpty()) {
      ChatAnnouncement next = waiting.remove();
      taken.add(next);
      waitingBytes -= size(next);
    }
    return taken;
  }

  /** An announcement that fails does not keep the others from being sent. */
  private void announceEach(List<ChatAnnouncement> announcements) {
    List<Throwable> failures = new ArrayList<>();
    for (ChatAnnouncement announcement : announcements) {
      try {
        bus.announce(announcement);
      } catch (Throwable e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(
          failures.size() + " announcements failed", failures.getFirst());
    }
  }

  private static int size(ChatAnnouncement announcement) {
    return announcement instanceof ChatChange change && change.detail() instanceof Posted posted
        ? posted.messages().stream().map(Message::content).mapToInt(EventSize::of).sum()
        : USUAL_SIZE;
  }

  /** Keeps the order of the announcements of each chat. */
  private static List<ChatAnnouncement> merged(List<ChatAnnouncement> together) {
    List<Supplier<ChatAnnouncement>> merged = new ArrayList<>();
    Map<ChatId, MergedPosts> runs = new HashMap<>();
    for (ChatAnnouncement announcement : together) {
      switch (announcement) {
        case ChatChange change -> {
          MergedPosts run = runs.get(change.chat());
          if (run == null || !run.add(change)) {
            MergedPosts next = new MergedPosts(change);
            runs.put(change.chat(), next);
            merged.add(next::change);
          }
        }
        case ChatSignal signal -> {
          runs.remove(signal.chat());
          merged.add(() -> signal);
        }
      }
    }
    return merged.stream().map(Supplier::get).toList();
  }
}
