package io.chats.application.delivery;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The rooms of this node: one for each chat in which one of its sessions takes part. */
public final class Rooms {

  private final RoomServices services;
  private final ConcurrentMap<ChatId, Room> rooms = new ConcurrentHashMap<>();

  public Rooms(RoomServices services) {
    this.services = services;
  }

  /**
   * Lets a session into a chat's room, unless it is there; it is sent what is stored since.
   *
   * @param since not much in the past: for a longer absence there is the history
   */
  public void enter(ChatId chat, Member member, Instant since) {
    if (member.isGone() || !member.chats().add(chat)) {
      return;
    }
    rooms.compute(
        chat,
        (id, known) -> {
          Room room = known == null ? new Room(id, services, this::retire) : known;
          room.enter(member, since);
          return room;
        });
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
    enter(change.chat(), member, services.clock().instant());
    announce(change);
  }

  /** Sends an event to one session, after what was announced of the chat before. */
  public void tell(ChatId chat, Member member, ClientEvent event) {
    Room room = rooms.get(chat);
    if (room == null) {
      member.session().send(event);
    } else {
      room.tell(member, event);
    }
  }

  /** Makes the chat's room, if there is one, catch up with that version. */
  public void expect(ChatId chat, long version) {
    Room room = rooms.get(chat);
    if (room != null) {
      room.expect(version);
    }
  }

  /** How many chats have a room. */
  public int size() {
    return rooms.size();
  }

  private boolean retire(Room room) {
    rooms.computeIfPresent(
        room.chat(), (id, known) -> known == room && room.isIdle() ? null : known);
    return rooms.get(room.chat()) != room;
  }
}
