package io.chats.domain.model;

import io.chats.domain.id.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * The participation of a user in a chat; at most one for each chat and user, kept when it ends.
 *
 * @param joinedVersion the chat's version when it last became active; orders the participants
 * @param joinedSeq the last message that the chat had then; 0 without one, or where that is not
 *     known
 */
public record Subscription(
    UserId user, UserType type, boolean active, long joinedVersion, long joinedSeq, ReadMark mark) {

  public static Subscription joined(UserId user, UserType type, long version, long seq) {
    return new Subscription(user, type, true, version, seq, ReadMark.NONE);
  }

  public boolean isBot() {
    return type == UserType.BOT;
  }

  Subscription rejoined(UserType newType, long version, long seq) {
    return new Subscription(user, newType, true, version, seq, mark);
  }

  Subscription as(UserType newType) {
    return new Subscription(user, newType, active, joinedVersion, joinedSeq, mark);
  }

  Subscription left() {
    return new Subscription(user, type, false, joinedVersion, joinedSeq, mark);
  }

  /** With the user's own mark at that seq. */
  Subscription readUpTo(long seq, Instant at) {
    return new Subscription(
        user, type, active, joinedVersion, joinedSeq, new ReadMark(seq, false, Optional.of(at)));
  }

  /** With the mark of another subscription, unless its own is further. */
  Subscription inheriting(ReadMark other) {
    return other.seq() > mark.seq()
        ? new Subscription(
            user,
            type,
            active,
            joinedVersion,
            joinedSeq,
            new ReadMark(other.seq(), true, other.at()))
        : this;
  }
}
