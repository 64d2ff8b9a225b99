package io.chats.application.delivery.sync;

import io.chats.application.delivery.sync.RoomEntry.Why;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where one session goes on in each chat, should it enter its room: in those that are not known by
 * name, with what was stored since the user's chats were last looked up. Safe for use by any
 * thread.
 */
final class ResumePositions {

  private final Map<ChatId, Position> known = new HashMap<>();

  /** As of when the others are known. */
  private Instant asOf;

  /** Whether all chats of the user were looked up: then another one is new to them. */
  private boolean complete;

  ResumePositions(Instant since) {
    asOf = since;
  }

  /** In these chats the session has seen all, unless more is known of them. */
  synchronized void place(Collection<Chat> active, Instant asOf) {
    active.forEach(
        chat -> known.putIfAbsent(chat.id(), new Position(chat.lastSeq(), asOf, Why.CAME)));
  }

  /** These are all chats of the user; in others it comes to take part later. */
  synchronized void listed(Set<ChatId> active, Instant asOf) {
    known.replaceAll((chat, p) -> active.contains(chat) ? p : p.notBefore(asOf));
    this.asOf = this.asOf.isAfter(asOf) ? this.asOf : asOf;
    complete = true;
  }

  synchronized void put(ChatId chat, long seenSeq, Instant asOf, Why why) {
    known.put(chat, new Position(seenSeq, asOf, why));
  }

  synchronized RoomEntry entry(DeliverySession member, ChatId chat) {
    Position position = known.get(chat);
    return position == null
        ? new RoomEntry(member, chat, asOf, 0, complete ? Why.JOINED : Why.CAME)
        : new RoomEntry(member, chat, position.asOf(), position.seenSeq(), position.why());
  }

  synchronized void clear() {
    known.clear();
  }

  private record Position(long seenSeq, Instant asOf, Why why) {
    Position notBefore(Instant time) {
      return time.isAfter(asOf) ? new Position(seenSeq, time, Why.JOINED) : this;
    }
  }
}
