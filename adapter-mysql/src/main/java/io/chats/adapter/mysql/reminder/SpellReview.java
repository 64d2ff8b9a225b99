package io.chats.adapter.mysql.reminder;

import static java.util.stream.Collectors.toMap;

import io.chats.adapter.mysql.reminder.FirstUnread.Reader;
import io.chats.adapter.mysql.reminder.FirstUnread.Unread;
import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.ParticipantKeys;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.UserType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Brings the unread spells of some chats up to date in one transaction. It holds the locks of the
 * chats, so that its decisions still hold when they are committed. Chats that another transaction
 * has locked are left to the next call. It fails where a code of a chat or of a participant is
 * unknown: a later version has written it, and its own nodes know what follows from it.
 */
public final class SpellReview {

  private static final String AFTER =
      """
      SELECT id FROM chats /*! FORCE INDEX (chats_ticker) */
      WHERE ticker_due = TRUE AND id > ? ORDER BY id LIMIT ?
      """;

  // By the primary key, where every other lock of chats begins, so that no two wait for each other.
  private static final String LOCK =
      """
      SELECT id, status, last_seq FROM chats /*! FORCE INDEX (PRIMARY) */
      WHERE id IN (%s) AND ticker_due = TRUE ORDER BY id FOR UPDATE SKIP LOCKED
      """;

  // Participants of an unknown type as well, which fails when it is read.
  private static final String CLIENTS =
      """
      SELECT s.chat_id, s.user_id, s.user_type, s.read_seq, u.id AS spell, u.first_seq
      FROM subscriptions s
      LEFT JOIN unread_spells u /*! FORCE INDEX (unread_spells_open) */
        ON u.chat_id = s.chat_id AND u.user_id = s.user_id AND u.is_open = TRUE
      WHERE s.chat_id IN (%%s) AND s.active = TRUE AND s.user_type NOT IN (%s)
      ORDER BY s.chat_id, s.user_id
      """
          .formatted(
              String.join(
                  ",",
                  Stream.of(UserType.values())
                      .filter(type -> type != UserType.CLIENT)
                      .map(type -> String.valueOf(EnumCodes.USER_TYPE.of(type)))
                      .toList()));

  private final Handle handle;

  private SpellReview(Handle handle) {
    this.handle = handle;
  }

  /** The chats with higher ids that changed since they were reviewed, in the order of ids. */
  public static List<ChatId> changedAfter(Handle handle, long chat, int limit) {
    return handle.select(AFTER, chat, limit).mapTo(Long.class).map(ChatId::new).list();
  }

  /** Reviews those of the chats that are not locked. */
  public static Result run(Handle handle, List<ChatId> changed) {
    return new SpellReview(handle).run(changed);
  }

  private Result run(List<ChatId> changed) {
    Map<ChatId, Locked> chats = lock(changed);
    if (chats.isEmpty()) {
      return new Result(0, 0);
    }
    List<Client> clients = clients(chats);
    Map<ParticipantKey, Unread> first =
        FirstUnread.of(
            handle, clients.stream().filter(Client::isUncertain).map(Client::reader).toList());
    SpellRow.end(handle, clients.stream().flatMap(client -> client.over(first).stream()).toList());
    Map<ParticipantKey, Unread> beginning =
        clients.stream()
            .filter(client -> client.open().isEmpty() && first.containsKey(client.key()))
            .collect(toMap(Client::key, client -> first.get(client.key())));
    SpellRow.begin(handle, beginning);
    noteReview(chats.keySet());
    return new Result(chats.size(), beginning.size());
  }

  /** Locks those that are still to be looked at and that no other transaction has locked. */
  private Map<ChatId, Locked> lock(List<ChatId> chats) {
    Map<ChatId, Locked> locked = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        LOCK,
        ChatRow.values(chats),
        row -> locked.put(new ChatId(row.getLong("id")), Locked.read(row)));
    return locked;
  }

  private void noteReview(Collection<ChatId> chats) {
    List<Long> ids = Placeholders.padded(ChatRow.values(chats));
    String marks = Placeholders.marks(ids.size());
    handle.execute(
        "UPDATE chats SET ticker_version = version WHERE id IN (" + marks + ")", ids.toArray());
  }

  private List<Client> clients(Map<ChatId, Locked> chats) {
    List<Client> clients = new ArrayList<>();
    Placeholders.forEachRow(
        handle,
        CLIENTS,
        ChatRow.values(chats.keySet()),
        row -> {
          ParticipantKey key = ParticipantKeys.read(row);
          if (EnumCodes.USER_TYPE.at(row.getInt("user_type")) == UserType.CLIENT) {
            clients.add(Client.read(row, key, chats.get(key.chat())));
          }
        });
    return clients;
  }

  /**
   * The effect of a review.
   *
   * @param chats the number that were reviewed
   * @param began the number of spells that began or went on
   */
  public record Result(int chats, int began) {}

  private record Locked(ChatStatus status, long lastSeq) {

    static Locked read(ResultSet row) throws SQLException {
      return new Locked(EnumCodes.STATUS.at(row.getInt("status")), row.getLong("last_seq"));
    }
  }

  /**
   * An active client.
   *
   * @param isOpened whether the chat is
   * @param open the client's open spell
   */
  private record Client(Reader reader, boolean isOpened, Optional<Open> open) {

    static Client read(ResultSet row, ParticipantKey key, Locked chat) throws SQLException {
      long firstSeq = row.getLong("first_seq");
      return new Client(
          new Reader(key, row.getLong("read_seq"), chat.lastSeq()),
          chat.status() == ChatStatus.OPENED,
          Optional.ofNullable(row.getString("spell")).map(id -> new Open(id, firstSeq)));
    }

    ParticipantKey key() {
      return reader.key();
    }

    /** Whether only the messages tell if a spell is open. */
    boolean isUncertain() {
      return isOpened
          && reader.lastSeq() > reader.mark()
          && open.filter(spell -> reader.mark() < spell.firstSeq()).isEmpty();
    }

    /** The open spell if it is over. */
    Optional<String> over(Map<ParticipantKey, Unread> first) {
      boolean isOver =
          isUncertain()
              ? !first.containsKey(key())
              : !isOpened || reader.lastSeq() <= reader.mark();
      return open.filter(spell -> isOver).map(Open::id);
    }
  }

  /**
   * An open spell.
   *
   * @param firstSeq of the message it began with
   */
  private record Open(String id, long firstSeq) {}
}
