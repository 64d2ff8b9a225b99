package io.chats.adapter.mysql.chat;

import io.chats.adapter.mysql.reminder.SpellRow;
import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.SubscriptionRow;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ReadRequest;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.ChatStore.Marked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Moves a read mark as the domain decides, under the chat's lock. */
public final class ReadMarkUpdate {

  // By the message's id, which is unique over all chats; the join checks that it is of this chat.
  private static final String FACTS =
      """
      SELECT %s, m.seq AS m_seq
      FROM subscriptions s LEFT JOIN messages m ON m.id = ? AND m.chat_id = s.chat_id
      WHERE s.chat_id = ? AND s.user_id = ? AND s.active = TRUE
      """
          .formatted(SubscriptionRow.COLUMNS);

  private ReadMarkUpdate() {}

  public static Marked run(Handle handle, ReadRequest request) {
    Chat chat = ChatRow.lock(handle, request.reader().chat()).orElseThrow(request::notAParticipant);
    Facts facts = load(handle, request);
    Optional<ReadRequest.Decision> decision = request.decide(chat, facts.own(), facts.seq());
    long seq = facts.seq().orElseThrow();
    decision.ifPresent(decided -> store(handle, request, decided, seq));
    Chat after = decision.map(ReadRequest.Decision::after).orElse(chat);
    return new Marked(after, seq, decision.isPresent());
  }

  private static void store(
      Handle handle, ReadRequest request, ReadRequest.Decision decision, long seq) {
    Instant at = request.at();
    decision
        .moved()
        .ifPresent(moved -> SubscriptionRow.store(handle, request.reader().chat(), moved));
    // Here no spell's end is missed: the ticker would take the next messages for the same spell.
    if (decision.mayEndUnreadSpell()) {
      SpellRow.endIfRead(handle, request.reader(), seq, at);
    }
    ChatRow.update(handle, decision.after(), at);
  }

  private static Facts load(Handle handle, ReadRequest request) {
    ParticipantKey reader = request.reader();
    return handle
        .select(FACTS, request.upTo().value(), reader.chat().value(), reader.user().value())
        .map((row, context) -> read(row))
        .findOne()
        .orElse(new Facts(Optional.empty(), OptionalLong.empty()));
  }

  private static Facts read(ResultSet row) throws SQLException {
    long seq = row.getLong("m_seq");
    return new Facts(
        Optional.of(SubscriptionRow.read(row)),
        seq == 0 ? OptionalLong.empty() : OptionalLong.of(seq));
  }

  private record Facts(Optional<Subscription> own, OptionalLong seq) {}
}
