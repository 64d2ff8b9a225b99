package io.chats.application.delivery.sync;

import io.chats.domain.model.Chat;
import io.chats.domain.model.Participants;

/**
 * The state of a chat at one moment, as its room has delivered it, for one session.
 *
 * @param chat gives the chat's id, order and status; its numbers may be newer than the snapshot
 * @param version the version of the chat
 * @param seq the last message; the room sends the session later ones
 * @param readSeq how far the user has read
 * @param opponentReadSeq how far the opponents have read the user's messages
 * @param participants shared with the room, which may be large
 * @param entered whether the session has just entered, and was sent nothing earlier by the room
 */
public record RoomSnapshot(
    Chat chat,
    long version,
    long seq,
    long readSeq,
    long opponentReadSeq,
    Participants participants,
    boolean entered) {}
