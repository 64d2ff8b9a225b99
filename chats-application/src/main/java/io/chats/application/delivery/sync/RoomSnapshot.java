package io.chats.application.delivery.sync;

import io.chats.domain.model.Chat;
import io.chats.domain.model.Subscription;
import java.util.List;

/**
 * How a chat stands for one session, as its room has shown it: all of one moment.
 *
 * @param chat for what it is and whose; not for its numbers
 * @param version of the chat
 * @param seq of the last message; what comes later is sent to the session by the room
 * @param readSeq how far its user has read
 * @param opponentReadSeq how far the user's own words have been read by the other side
 * @param opponents the user's, in the order in which they joined
 * @param entered whether the session has just entered: of what came before it was sent nothing
 */
public record RoomSnapshot(
    Chat chat,
    long version,
    long seq,
    long readSeq,
    long opponentReadSeq,
    List<Subscription> opponents,
    boolean entered) {}
