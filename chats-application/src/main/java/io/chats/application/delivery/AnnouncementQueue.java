package io.chats.application.delivery;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.ClusterBus;
import io.chats.support.SerialExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Announces to the other nodes, in order. An announcement is sent without delay; posts of one chat
 * that wait at that time are sent as one. Safe for use by any thread; no method blocks.
 */
final class AnnouncementQueue {

  /** The number of waiting announcements that are merged at a time. */
  private static final int MAX_MERGED = 256;

  /** More are dropped, as the bus itself drops what it cannot send at once. */
  private static final int MAX_WAITING = 16 * 1024;

  private final ClusterBus bus;
  private final SerialExecutor queue;
  private final Queue<ChatAnnouncement> waiting = new ConcurrentLinkedQueue<>();

  AnnouncementQueue(ClusterBus bus, SerialExecutor queue) {
    this.bus = bus;
    this.queue = queue;
  }

  void announce(ChatAnnouncement announcement) {
    waiting.add(announcement);
    if (!queue.offer(this::announceWaiting, MAX_WAITING)) {
      waiting.poll();
    }
  }

  private void announceWaiting() {
    List<ChatAnnouncement> together = new ArrayList<>();
    ChatAnnouncement next = waiting.poll();
    while (next != null) {
      together.add(next);
      next = together.size() < MAX_MERGED ? waiting.poll() : null;
    }
    merged(together).forEach(bus::announce);
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
