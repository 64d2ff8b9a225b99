package io.chats.domain.model;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import java.time.Instant;

/**
 * A conversation of one order, without its participants and messages.
 *
 * @param createdAt when it was opened
 * @param lastUpdateAt when its last message was stored, or it was opened
 * @param lastSeq the {@code seq} of its last message; 0 without one
 * @param version rises with every stored change: a message, a read mark, participants, closing
 * @param participantsVersion the version at which its participants last changed
 */
public record Chat(
    ChatId id,
    OrderId order,
    ChatStatus status,
    Instant createdAt,
    Instant lastUpdateAt,
    long lastSeq,
    long version,
    long participantsVersion,
    ReadMarks readMarks) {

  public boolean isClosed() {
    return status == ChatStatus.CLOSED;
  }

  Chat withParticipantsChanged() {
    return new Chat(
        id, order, status, createdAt, lastUpdateAt, lastSeq, version + 1, version + 1, readMarks);
  }

  Chat closed() {
    return new Chat(
        id,
        order,
        ChatStatus.CLOSED,
        createdAt,
        lastUpdateAt,
        lastSeq,
        version + 1,
        participantsVersion,
        readMarks);
  }
}
