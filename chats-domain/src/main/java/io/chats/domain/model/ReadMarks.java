package io.chats.domain.model;

import io.chats.domain.id.UserId;
import java.util.Optional;

/**
 * How far a chat has been read, by side and by anyone: all that a message's status depends on (spec
 * 4). Every number is a {@code seq}, 0 for nothing, and never falls; marks count here only when a
 * user made them, not when a hand-over passed them on.
 *
 * @param byClient the furthest mark of a client
 * @param byStaff the furthest mark of a doctor or an operator
 * @param furthest the furthest mark of any user
 * @param furthestReader whose that is; empty while nothing was read
 * @param byOthers the furthest mark of any user but that one
 */
public record ReadMarks(
    long byClient, long byStaff, long furthest, Optional<UserId> furthestReader, long byOthers) {

  public static final ReadMarks NONE = new ReadMarks(0, 0, 0, Optional.empty(), 0);

  /** After the user has read everything up to {@code seq}; the same when that is not news. */
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

  /** Whether the message counts as read: by the other side, or where it has none by anyone else. */
  public MessageStatus statusOf(Message message) {
    Side side = message.countsAsUnread() ? message.sender().side() : Side.NEITHER;
    long read = side == Side.NEITHER ? byAnyoneBut(message.author()) : byOther(side);
    return read >= message.seq() ? MessageStatus.READ : MessageStatus.RECEIVED;
  }

  /** How far a participant's own words have been read by those they are meant for. */
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
