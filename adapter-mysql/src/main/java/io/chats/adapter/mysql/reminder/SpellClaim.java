package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.row.DatabaseTime;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.SpellId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.UserType;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Claims spells, by the database's clock, and records what came of it. */
public final class SpellClaim {

  private static final String UNCLAIMED =
      """
      id = :id AND is_open = TRUE AND reminded_at IS NULL
        AND (claimed_until IS NULL OR claimed_until <= %s)
      """
          .formatted(DatabaseTime.NOW);

  // An open spell says that something is unread: the mark that leaves nothing unread ends it.
  private static final String CLAIM =
      """
      UPDATE unread_spells SET claimed_by = :by, claimed_until = %s, attempts = attempts + 1
      WHERE %s AND EXISTS (
        SELECT 1 FROM chats c JOIN subscriptions s ON s.chat_id = c.id
        WHERE c.id = unread_spells.chat_id AND c.status = %d AND c.last_seq > s.read_seq
          AND s.user_id = unread_spells.user_id AND s.active = TRUE AND s.user_type = %d)
      """
          .formatted(
              DatabaseTime.nowPlus("lasting"),
              UNCLAIMED,
              EnumCodes.STATUS.of(ChatStatus.OPENED),
              EnumCodes.USER_TYPE.of(UserType.CLIENT));

  private static final String REMINDED =
      "UPDATE unread_spells SET reminded_at = %s WHERE id = ? AND reminded_at IS NULL"
          .formatted(DatabaseTime.NOW);

  private static final String CHAT = "SELECT chat_id FROM unread_spells WHERE " + UNCLAIMED;

  private static final String LOCK = "SELECT id FROM chats WHERE id = ? FOR UPDATE";

  private static final String END_ABANDONED =
      """
      UPDATE unread_spells SET is_open = NULL, ended_at = %s
      WHERE id = ? AND is_open = TRUE AND NOT EXISTS (
        SELECT 1 FROM subscriptions s
        WHERE s.chat_id = unread_spells.chat_id AND s.user_id = unread_spells.user_id
          AND s.active = TRUE AND s.user_type = %d)
      """
          .formatted(DatabaseTime.NOW, EnumCodes.USER_TYPE.of(UserType.CLIENT));

  private SpellClaim() {}

  /** Returns whether the spell is claimed now. */
  public static boolean claim(Handle handle, SpellId spell, NodeId by, Duration lasting) {
    int claimed =
        handle
            .createUpdate(CLAIM)
            .bind("id", spell.value())
            .bind("by", by.value())
            .bind("lasting", DatabaseTime.argument(lasting))
            .execute();
    return claimed == 1;
  }

  public static int reminded(Handle handle, SpellId spell) {
    return handle.execute(REMINDED, spell.value());
  }

  /**
   * Ends a spell that is unclaimed and whose client does not take part any more. A node of a former
   * version let them leave, which ended no spell, and a review looks at those who take part.
   */
  public static int endAbandoned(Handle handle, SpellId spell) {
    Optional<Long> chat =
        handle.createQuery(CHAT).bind("id", spell.value()).mapTo(Long.class).findOne();
    return chat.map(
            id -> {
              // The client might be coming back.
              handle.select(LOCK, id).mapTo(Long.class).findOne();
              return handle.execute(END_ABANDONED, spell.value());
            })
        .orElse(0);
  }
}
