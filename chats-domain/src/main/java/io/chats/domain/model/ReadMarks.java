package io.chats.domain.model;

import io.chats.domain.id.UserId;
import java.util.Optional;

/**
 * The furthest read marks of a chat, by side and by user. The status of a message depends on
 * nothing else (spec 4). Every number is a {@code seq}, 0 for nothing, and never falls. Marks count
 * here only when a user made them, not when a hand-over passed them on.
 *
 * @param byClient the furthest mark of a client
 * @param byStaff the furthest mark of a doctor or an operator
 * @param furthest the furthest mark of any user
 * @param furthestReader the user of the furthest mark; empty while nothing was read
 * @param byOthers the furthest mark of any user but the furthest reader
 */
public record ReadMarks(
    long byClient, long byStaff, long furthest, Optional<UserId> furthestReader, long byOthers) {

  public static final ReadMarks NONE = new ReadMarks(0, 0, 0, Optional.empty(), 0);

  /** The marks after the user has read up to {@code seq}; equal ones when that changes nothing. */
  public ReadMarks mark(UserId reader, UserType type, long seq) {
    boolean isFurthest = furthestReader.filter(reader::equals).isPresent();
    boolean overtakes = !isFurthest && seq > furthest;
    return new ReadMarks(
        type.side() == Side.CLIENT ? Math.max(byClient, seq) : byClient,
        type.side() == Side.STAFF ? Math.max(byStaff, seq) : byStaff,
        Math.max(furthest, seq),
        overtakes ? Optional.of(reader) : furthestReader,
        overtakes ? furthest : isFurthest ? byOthers : Math.max(byOthers, seq));
  }

  /** A message is read once the other side has read it, or anyone else where it has no side. */
  public MessageStatus statusOf(Message message) {
    Side side = message.countsAsUnread() ? message.sender().side() : Side.NEITHER;
    long read = side == Side.NEITHER ? byAnyoneBut(message.author()) : byOther(side);
    return read >= message.seq() ? MessageStatus.READ : MessageStatus.RECEIVED;
  }

  /** The {@code seq} up to which a participant's own messages count as read. */
  public long readByOpponentsOf(UserId user, UserType type) {
    return type.side() == Side.NEITHER ? byAnyoneBut(user) : byOther(type.side());
  }

  private long byOther(Side side) {
    return side == Side.CLIENT ? byStaff : byClient;
  }

  private long byAnyoneBut(UserId user) {
    return furthestReader.filter(user::equals).isPresent() ? byOthers : furthest;
  }
}
