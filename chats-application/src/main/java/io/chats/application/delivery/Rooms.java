package io.chats.application.delivery;

import io.chats.application.delivery.sync.DeliveryContext;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.delivery.sync.RoomEntry;
import io.chats.application.delivery.sync.RoomSnapshot;
import io.chats.application.delivery.sync.SyncLimiter;
import io.chats.application.delivery.sync.SyncQueue;
import io.chats.application.delivery.sync.SyncRooms;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.ChangeFeed.Change;
import io.chats.domain.port.ChangeFeed.Changed;
import io.chats.domain.port.ChangeFeed.Posted;
import io.chats.domain.port.ChatStore.Marked;
import io.chats.support.SerialExecutor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The rooms of this node: one for each chat in which one of its sessions takes part. Safe for use
 * by any thread; no method blocks.
 */
public final class Rooms implements SyncRooms {

  private final DeliveryContext context;
  private final AnnouncementQueue announcements;
  private final SyncLimiter syncLimiter = new SyncLimiter();
  private final ConcurrentMap<ChatId, Room> rooms = new ConcurrentHashMap<>();
  private final AtomicLong droppedSignals = new AtomicLong();

  public Rooms(DeliveryContext context) {
    this.context = context;
    this.announcements =
        new AnnouncementQueue(
            context.bus(),
            new SerialExecutor(
                context.executor(),
                failure -> context.failures().unforeseen(failure, "announcing", Map.of())));
  }

  /**
   * Takes a session into the room of a chat, if its user takes part and it is not there. The
   * session is sent what was stored in the chat since it left the room, or else since the user
   * joined or the session was opened.
   */
  public void enter(ChatId chat, DeliverySession session) {
    session.enter(chat).ifPresent(this::enter);
  }

  /** As {@link #enter}, when the user's participation or a closed chat has changed. */
  public void changed(ChatId chat, DeliverySession session) {
    Optional<RoomEntry> entry = session.enter(chat);
    if (entry.isPresent()) {
      enter(entry.get());
    } else if (session.entry(chat).isPresent()) {
      expecting(chat).reenter(session);
    }
  }

  @Override
  public void enter(RoomEntry entry) {
    expecting(entry.chat()).enter(entry);
  }

  /** The syncs of a session; to be called once. */
  public SyncQueue syncs(DeliverySession session) {
    return new SyncQueue(session, this, syncLimiter, context);
  }

  /** Takes a session that has ended out of all rooms. */
  public void leave(DeliverySession session) {
    session.end();
    for (ChatId chat : session.chats()) {
      Room room = rooms.get(chat);
      if (room != null) {
        var unused = room.leave(session);
      }
    }
  }

  @Override
  public CompletableFuture<Void> withdraw(ChatId chat, DeliverySession session) {
    session.withdraw(chat);
    Room room = rooms.get(chat);
    return room == null ? CompletableFuture.completedFuture(null) : room.leave(session);
  }

  @Override
  public CompletableFuture<Optional<RoomSnapshot>> takeSnapshot(
      ChatId chat, DeliverySession session, long seenSeq, long version) {
    Optional<RoomEntry> entry = session.enterForSync(chat, seenSeq);
    return expecting(chat).takeSnapshot(session, entry, version);
  }

  /** Delivers a change to the sessions of this node, and announces it to the other nodes. */
  public void announce(ChatAnnouncement announcement) {
    Room room = rooms.get(announcement.chat());
    if (room != null) {
      room.receive(announcement);
    }
    announcements.announce(announcement);
  }

  /** As above, and delivers it in any case to the session that caused it. */
  public void announce(ChatChange change, DeliverySession session) {
    if (change.detail() instanceof ChatChange.Posted posted) {
      session.posted(change.chat(), posted.messages().getFirst().seq());
    }
    enter(change.chat(), session);
    announce(change);
  }

  /**
   * Sends an event to one session, after what was announced of the chat before.
   *
   * @param event called in the room; may block
   */
  public void send(ChatId chat, DeliverySession session, Supplier<ClientEvent> event) {
    expecting(chat).send(session, event);
  }

  /**
   * Replies to a read mark that changed nothing, only to the session that made it: says how far its
   * user has read, after every lower mark of the user was delivered.
   *
   * @param mark the mark that the session asked for
   */
  public void reply(Marked marked, MessagesRead mark, DeliverySession session) {
    expecting(mark.chat())
        .reply(new ReadMarkReplies.Reply(session, mark, marked.seq(), marked.chat().version()));
  }

  /**
   * Makes rooms catch up that are behind the database.
   *
   * @param versions of the chats that were looked up; the rooms of other chats stay as they are
   * @return the number of rooms that were behind
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

  /**
   * Makes the room of a chat catch up that is behind a change of the chat.
   *
   * @return whether it was behind
   */
  public boolean expect(Change change) {
    Room room = rooms.get(change.chat());
    return room != null
        && switch (change) {
          case Posted posted -> room.expectMessage(posted.seq());
          case Changed changed -> room.expect(changed.version());
        };
  }

  /** Returns whether the chat has a room that knows the chat, and so follows its announcements. */
  public boolean isFollowing(ChatId chat) {
    Room room = rooms.get(chat);
    return room != null && room.isLoaded();
  }

  /** Returns whether the change was announced to the room of its chat, or no room needs that. */
  public boolean wasAnnounced(Change change) {
    Room room = rooms.get(change.chat());
    return room == null
        || switch (change) {
          case Posted posted -> room.wasAnnounced(posted.seq(), 0);
          case Changed changed -> room.wasAnnounced(0, changed.version());
        };
  }

  /** The number of changes since the start that were not announced, since too many waited. */
  public long droppedChanges() {
    return announcements.droppedChanges();
  }

  /** The number of signals since the start that were not announced, since too much waited. */
  public long droppedSignals() {
    return announcements.droppedSignals() + droppedSignals.get();
  }

  /** The number of chats that have a room. */
  public int size() {
    return rooms.size();
  }

  /** The chats that have a room. */
  public List<ChatId> chats() {
    return List.copyOf(rooms.keySet());
  }

  /** The room of a chat, which stays at least until the expected call was made. */
  private Room expecting(ChatId chat) {
    return rooms.compute(chat, (id, known) -> (known == null ? newRoom(id) : known).expectOne());
  }

  private Room newRoom(ChatId chat) {
    return new Room(chat, context, this::retire, droppedSignals::incrementAndGet);
  }

  private boolean retire(Room room) {
    rooms.computeIfPresent(
        room.chat(), (id, known) -> known == room && room.isIdle() ? null : known);
    return rooms.get(room.chat()) != room;
  }
}
