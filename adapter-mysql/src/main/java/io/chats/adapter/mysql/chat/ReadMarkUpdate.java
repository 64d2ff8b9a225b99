package io.chats.adapter.mysql.chat;

import io.chats.adapter.mysql.reminder.SpellRow;
import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.SubscriptionRow;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatStore.Marked;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Moves read marks, under the chat's lock. */
public final class ReadMarkUpdate {

  // By the message's id, which is unique over all chats: that it is of this one is checked.
  private static final String POSITION =
      """
      SELECT %s, m.seq AS m_seq
      FROM subscriptions s LEFT JOIN messages m ON m.id = :message AND m.chat_id = s.chat_id
      WHERE s.chat_id = :chat AND s.user_id = :user AND s.active = TRUE
      """
          .formatted(SubscriptionRow.COLUMNS);

  public Marked mark(Handle handle, ChatId id, UserId reader, MessageId upTo, Instant at) {
    Chat chat = ChatRow.lock(handle, id).orElseThrow(() -> notAParticipant(id, reader));
    Position position =
        position(handle, id, reader, upTo).orElseThrow(() -> notAParticipant(id, reader));
    if (position.seq() == 0) {
      throw new RefusedException(new Refusal.NoSuchMessage(id, upTo));
    }
    return mark(handle, chat, position, at);
  }

  /**
   * A mark that does not pass the user's own, inherited one still says that this user has read so
   * far; so the chat's marks may move when the subscription's does not.
   */
  private static Marked mark(Handle handle, Chat chat, Position position, Instant at) {
    Subscription own = position.own();
    long seq = position.seq();
    ReadMarks marks = chat.readMarks().mark(own.user(), own.type(), seq);
    boolean passes = seq > own.mark().seq();
    if (!passes && marks.equals(chat.readMarks())) {
      return new Marked(chat, seq, false);
    }
    if (passes) {
      SubscriptionRow.store(handle, chat.id(), with(own, seq, at));
      endSpell(handle, chat, own, seq, at);
    }
    Chat after = with(chat, marks);
    ChatRow.update(handle, after, at);
    return new Marked(after, seq, true);
  }

  /** Here, where nothing is missed: the ticker would take what comes next for the same spell. */
  private static void endSpell(Handle handle, Chat chat, Subscription own, long seq, Instant at) {
    if (own.type() == UserType.CLIENT) {
      SpellRow.endIfRead(handle, new ParticipantKey(chat.id(), own.user()), seq, at);
    }
  }

  private static Optional<Position> position(
      Handle handle, ChatId chat, UserId reader, MessageId upTo) {
    return handle
        .createQuery(POSITION)
        .bind("message", upTo.value())
        .bind("chat", chat.value())
        .bind("user", reader.value())
        .map(ReadMarkUpdate::read)
        .findOne();
  }

  private static Position read(ResultSet row, StatementContext context) throws SQLException {
    return new Position(SubscriptionRow.read(row), row.getLong("m_seq"));
  }

  private static Subscription with(Subscription own, long seq, Instant at) {
    ReadMark mark = new ReadMark(seq, false, Optional.of(UtcTime.stored(at)));
    return new Subscription(own.user(), own.type(), own.active(), own.joinedVersion(), mark);
  }

  private static Chat with(Chat chat, ReadMarks marks) {
    return new Chat(
        chat.id(),
        chat.order(),
        chat.status(),
        chat.createdAt(),
        chat.lastUpdateAt(),
        chat.lastSeq(),
        chat.version() + 1,
        chat.participantsVersion(),
        marks);
  }

  private static RefusedException notAParticipant(ChatId chat, UserId user) {
    return new RefusedException(new Refusal.NotAParticipant(chat, user));
  }

  /**
   * @param seq of the message; 0 when the chat has none of that id
   */
  private record Position(Subscription own, long seq) {}
}
