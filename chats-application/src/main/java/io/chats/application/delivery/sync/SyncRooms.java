package io.chats.application.delivery.sync;

import io.chats.domain.id.ChatId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The rooms of this node as a sync needs them. Safe for use by any thread; no method blocks. */
public interface SyncRooms {

  /** Takes a session into a room, if its user takes part in the chat. */
  void enter(RoomEntry entry);

  /**
   * Takes a session out of the room of a chat, and ends its attempt to enter. Completes when it is
   * out.
   */
  CompletableFuture<Void> withdraw(ChatId chat, DeliverySession session);

  /**
   * Takes a snapshot of a chat for a session that syncs; later events of the chat are held back for
   * it. Takes the session into the room if it is not there.
   *
   * @param seenSeq the snapshot is not older than that message
   * @param version nor older than that version of the chat
   * @return empty when the user does not take part, or the session has ended; fails with {@link
   *     io.chats.domain.port.StoreUnavailableException}
   */
  CompletableFuture<Optional<RoomSnapshot>> takeSnapshot(
      ChatId chat, DeliverySession session, long seenSeq, long version);
}
