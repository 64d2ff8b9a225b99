package io.chats.application.delivery;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * The rooms of this node: one for each chat in which one of its sessions takes part. Safe for use
 * by any thread; no method blocks.
 */
public final class Rooms {

  private final RoomServices services;
  private final ConcurrentMap<ChatId, Room> rooms = new ConcurrentHashMap<>();

  public Rooms(RoomServices services) {
    this.services = services;
  }

  /**
   * Lets a session into a chat's room, if its user takes part and it is not there; it is sent what
   * was stored in the chat since the user's chats were last {@link Member#listed listed}.
   */
  public void enter(ChatId chat, Member member) {
    member.enter(chat).ifPresent(entry -> expecting(chat).enter(entry));
  }

  /** Takes a session out of all rooms, for good. */
  public void leave(Member member) {
    member.go();
    for (ChatId chat : member.chats()) {
      Room room = rooms.get(chat);
      if (room != null) {
        room.leave(member);
      }
    }
  }

  /** Shows a change to the sessions of this node, and announces it to the other nodes. */
  public void announce(ChatAnnouncement announcement) {
    Room room = rooms.get(announcement.chat());
    if (room != null) {
      room.hear(announcement);
    }
    services.bus().announce(announcement);
  }

  /** Shows a change that {@code member} caused, to that session in any case. */
  public void announce(ChatChange change, Member member) {
    enter(change.chat(), member);
    announce(change);
  }

  /**
   * Sends an event to one session, after what was announced of the chat before.
   *
   * @param event asked for in the room's turn; may block
   */
  public void tell(ChatId chat, Member member, Supplier<ClientEvent> event) {
    expecting(chat).tell(member, event);
  }

  /**
   * Makes rooms catch up that are behind the database.
   *
   * @param versions of the chats that were looked up; what others are at is not known, so that
   *     their rooms look for themselves
   */
  public void compare(Map<ChatId, Long> versions) {
    rooms.forEach((chat, room) -> {
      Long version = versions.get(chat);
      if (version == null) {
        room.refresh();
      } else {
        room.expect(version);
      }
    });
  }

  /** How many chats have a room. */
  public int size() {
    return rooms.size();
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
