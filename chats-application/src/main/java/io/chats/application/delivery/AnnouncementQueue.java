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
 * Announces to the other nodes, in order; what has come together about a chat goes out together.
 * AnnouncementQueue are made at once, so that nothing waits while little happens. Safe for use by
 * any thread; no method blocks.
 */
final class AnnouncementQueue {

  /** So many are looked at together. */
  private static final int MOST_TOGETHER = 256;

  /** Beyond, they are dropped, as the bus itself does with what it cannot send at once. */
  private static final int MOST_WAITING = 16 * 1024;

  private final ClusterBus bus;
  private final SerialExecutor queue;
  private final Queue<ChatAnnouncement> waiting = new ConcurrentLinkedQueue<>();

  AnnouncementQueue(ClusterBus bus, SerialExecutor queue) {
    this.bus = bus;
    this.queue = queue;
  }

  void announce(ChatAnnouncement announcement) {
    waiting.add(announcement);
    if (!queue.offer(this::announceWaiting, MOST_WAITING)) {
      waiting.poll();
    }
  }

  private void announceWaiting() {
    List<ChatAnnouncement> together = new ArrayList<>();
    ChatAnnouncement next = waiting.poll();
    while (next != null) {
      together.add(next);
      next = together.size() < MOST_TOGETHER ? waiting.poll() : null;
    }
    merged(together).forEach(bus::announce);
  }

  /** In the same order, as far as announcements are about the same chat. */
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
