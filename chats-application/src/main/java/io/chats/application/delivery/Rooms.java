package io.chats.application.delivery;

import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.delivery.sync.RoomEntry;
import io.chats.application.delivery.sync.RoomSnapshot;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.ChatStore.Marked;
import io.chats.support.SerialExecutor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * The rooms of this node: one for each chat in which one of its sessions takes part. Safe for use
 * by any thread; no method blocks.
 */
public final class Rooms {

  private final DeliveryContext services;
  private final AnnouncementQueue announcements;
  private final ConcurrentMap<ChatId, Room> rooms = new ConcurrentHashMap<>();

  public Rooms(DeliveryContext services) {
    this.services = services;
    this.announcements =
        new AnnouncementQueue(
            services.bus(),
            new SerialExecutor(
                services.executor(),
                failure -> services.failures().unforeseen(failure, "announcing", Map.of())));
  }

  /**
   * Lets a session into a chat's room, if its user takes part and it is not there; it is sent what
   * was stored in the chat since the user's chats were last {@link DeliverySession#listed listed}.
   */
  public void enter(ChatId chat, DeliverySession member) {
    member.enter(chat).ifPresent(this::enter);
  }

  private void enter(RoomEntry entry) {
    expecting(entry.chat()).enter(entry);
  }

  /** Takes a session out of all rooms, for good. */
  public void leave(DeliverySession member) {
    member.go();
    for (ChatId chat : member.chats()) {
      Room room = rooms.get(chat);
      if (room != null) {
        var unused = room.leave(member);
      }
    }
  }

  /**
   * Takes a session out of a chat's room, and out of the way there if it was entering: for a sync.
   * Completes when it is out.
   */
  public CompletableFuture<Void> withdraw(ChatId chat, DeliverySession member) {
    member.withdraw(chat);
    Room room = rooms.get(chat);
    return room == null ? CompletableFuture.completedFuture(null) : room.leave(member);
  }

  /**
   * Takes the standing of a chat for a session that syncs: what happens later is held back until
   * {@link DeliverySession#releaseHeld}. Lets the session into the room if it is not there.
   *
   * @param seenSeq the standing is not before that message
   * @param version nor before that version of the chat
   * @return empty when the user does not take part, or the session has ended; fails with {@link
   *     io.chats.domain.port.StoreUnavailableException}
   */
  public CompletableFuture<Optional<RoomSnapshot>> stand(
      ChatId chat, DeliverySession member, long seenSeq, long version) {
    Optional<RoomEntry> entry = member.enterForSync(chat, seenSeq);
    return expecting(chat).stand(member, entry, version);
  }

  /**
   * Ends a sync: the session is in the rooms of all these chats, and follows what its user comes to
   * take part in.
   *
   * @param asOf just before they were looked up
   */
  public void endSync(DeliverySession member, Set<ChatId> active, Instant asOf) {
    member.endSync(active, asOf).forEach(this::enter);
  }

  /**
   * Gives up a sync of a session that was in rooms before: it goes on with these chats from where
   * it has got to, as soon as the database allows.
   *
   * @param seen how far it has seen them
   */
  public void abandonSync(DeliverySession member, Map<ChatId, Long> seen) {
    member.abandonSync(seen).forEach(this::enter);
  }

  /** Shows a change to the sessions of this node, and announces it to the other nodes. */
  public void announce(ChatAnnouncement announcement) {
    Room room = rooms.get(announcement.chat());
    if (room != null) {
      room.hear(announcement);
    }
    announcements.announce(announcement);
  }

  /** Shows a change that {@code member} caused, to that session in any case. */
  public void announce(ChatChange change, DeliverySession member) {
    if (change.what() instanceof ChatChange.Posted posted) {
      member.posted(change.chat(), posted.messages().getFirst().seq());
    }
    enter(change.chat(), member);
    announce(change);
  }

  /**
   * Sends an event to one session, after what was announced of the chat before.
   *
   * @param event asked for in the room's turn; may block
   */
  public void tell(ChatId chat, DeliverySession member, Supplier<ClientEvent> event) {
    expecting(chat).tell(member, event);
  }

  /**
   * Answers a read mark that changed nothing, to the session that made it only: with how far its
   * user has read, and after every lower mark of theirs.
   *
   * @param asked the mark
   */
  public void answer(Marked marked, MessagesRead asked, DeliverySession member) {
    long version = marked.chat().version();
    expecting(asked.chat()).answer(new ReadMarkReply(member, asked, marked.seq(), version));
  }

  /**
   * Makes rooms catch up that are behind the database.
   *
   * @param versions of the chats that were looked up; the rooms of others stay as they are
   * @return how many were behind
   */
  public int compare(Map<ChatId, Long> versions) {
    int behind = 0;
    for (Map.Entry<ChatId, Long> version : versions.entrySet()) {
      Room room = rooms.get(version.getKey());
      if (room != null && room.expect(version.getValue())) {
        behind++;
      }
    }
    return behind;
  }

  /** How many chats have a room. */
  public int size() {
    return rooms.size();
  }

  /** The chats that have a room. */
  public List<ChatId> chats() {
    return List.copyOf(rooms.keySet());
  }

  /** The chat's room, which stays at least until it got what it expects. */
  private Room expecting(ChatId chat) {
    return rooms.compute(
        chat,
        (id, known) -> (known == null ? new Room(id, services, this::retire) : known).expectOne());
  }

  private boolean retire(Room room) {
    rooms.computeIfPresent(
        room.chat(), (id, known) -> known == room && room.isIdle() ? null : known);
    return rooms.get(room.chat()) != room;
  }
}
