package io.chats.domain.model;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import java.time.Instant;

/**
 * A conversation of one order, without its participants and messages.
 *
 * @param createdAt when it was opened
 * @param lastUpdateAt the date of its last message, or of its opening; it never falls
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

  /** The version of a chat that was just opened. */
  public static final long FIRST_VERSION = 1;

  /** A chat without messages and participants. */
  public static Chat opened(ChatId id, OrderId order, Instant at) {
    return new Chat(
        id, order, ChatStatus.OPENED, at, at, 0, FIRST_VERSION, FIRST_VERSION, ReadMarks.NONE);
  }

  public boolean isClosed() {
    return status == ChatStatus.CLOSED;
  }

  /** The date of a message that is stored now: dates in a chat never fall, whatever clocks say. */
  Instant nextDate(Instant now) {
    return now.isBefore(lastUpdateAt) ? lastUpdateAt : now;
  }

  /**
   * The chat after messages were stored by one call.
   *
   * @param added their number, at least 1
   * @param at their date, as {@link #nextDate} says
   */
  Chat withMessages(int added, Instant at) {
    return changed(status, at, lastSeq + added, participantsVersion, readMarks);
  }

  Chat withReadMarks(ReadMarks marks) {
    return changed(status, lastUpdateAt, lastSeq, participantsVersion, marks);
  }

  Chat withParticipantsChanged() {
    return changed(status, lastUpdateAt, lastSeq, version + 1, readMarks);
  }

  Chat closed() {
    return changed(ChatStatus.CLOSED, lastUpdateAt, lastSeq, participantsVersion, readMarks);
  }

  /** Every stored change goes through here, since every one raises the version by one. */
  private Chat changed(
      ChatStatus newStatus, Instant updatedAt, long seq, long participants, ReadMarks marks) {
    return new Chat(
        id, order, newStatus, createdAt, updatedAt, seq, version + 1, participants, marks);
  }
}
