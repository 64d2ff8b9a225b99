package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Finds the first message after a client's read mark that somebody else has written, at a cost that
 * does not depend on how many the client has written.
 *
 * <p>It is nearly always among the next {@value #NEAR} messages. Where all of these are the
 * client's own, the first message after the mark is looked up for each other user who takes or took
 * part, in the index where the messages of an author lie together. That reads one entry for each of
 * them, and {@value #MAX_AUTHORS} at most in one statement.
 */
final class FirstUnread {

  static final int NEAR = 256;
  static final int MAX_AUTHORS = 1000;

  // One part of a union for each client, as in UnreadCounts.
  private static final String NEXT =
      """
      SELECT %d AS place, first_unread.seq, first_unread.created_at FROM (
        SELECT seq, created_at FROM messages /*! FORCE INDEX (messages_unread) */
        WHERE chat_id = ? AND unread_seq > ? AND unread_seq <= ? AND user_id <> ?
        ORDER BY unread_seq LIMIT 1) first_unread
      """;

  private static final String AUTHORS =
      """
      SELECT user_id FROM subscriptions
      WHERE chat_id = ? AND user_id > ? ORDER BY user_id LIMIT ?
      """;

  private static final String NEXT_OF_AUTHOR =
      """
      SELECT %d AS place, first_unread.seq, first_unread.created_at FROM (
        SELECT seq, created_at FROM messages /*! FORCE INDEX (messages_author_unread) */
        WHERE chat_id = ? AND user_id = ? AND unread_seq > ?
        ORDER BY unread_seq LIMIT 1) first_unread
      """;

  private final Handle handle;
  private final Map<ParticipantKey, Unread> found = new HashMap<>();

  private FirstUnread(Handle handle) {
    this.handle = handle;
  }

  /** The first unread message of each of these clients; missing without one. */
  static Map<ParticipantKey, Unread> of(Handle handle, Collection<Reader> readers) {
    FirstUnread search = new FirstUnread(handle);
    search.lookNear(readers);
    readers.stream().filter(search::mayHaveMore).forEach(search::lookFar);
    return search.found;
  }

  private void lookNear(Collection<Reader> readers) {
    Placeholders.forEachPart(
        handle,
        NEXT,
        readers,
        reader ->
            List.of(
                reader.chat().value(),
                reader.mark(),
                reader.mark() + NEAR,
                reader.key().user().value()),
        (reader, row) -> found.put(reader.key(), unread(row)));
  }

  private boolean mayHaveMore(Reader reader) {
    return !found.containsKey(reader.key()) && reader.lastSeq() > reader.mark() + NEAR;
  }

  private void lookFar(Reader reader) {
    long reached = 0;
    boolean more = true;
    while (more) {
      List<Long> authors =
          handle
              .select(AUTHORS, reader.chat().value(), reached, MAX_AUTHORS)
              .mapTo(Long.class)
              .list();
      lookFar(reader, authors);
      more = authors.size() == MAX_AUTHORS;
      reached = more ? authors.getLast() : reached;
    }
  }

  private void lookFar(Reader reader, List<Long> authors) {
    Placeholders.forEachPart(
        handle,
        NEXT_OF_AUTHOR,
        authors.stream().filter(author -> author != reader.key().user().value()).toList(),
        author -> List.of(reader.chat().value(), author, reader.mark()),
        (author, row) -> found.merge(reader.key(), unread(row), Unread::earlier));
  }

  private static Unread unread(ResultSet row) throws SQLException {
    return new Unread(row.getLong("seq"), UtcTime.get(row, "created_at"));
  }

  /**
   * A client with unread messages perhaps.
   *
   * @param mark up to which the client has read
   * @param lastSeq of the chat
   */
  record Reader(ParticipantKey key, long mark, long lastSeq) {

    ChatId chat() {
      return key.chat();
    }
  }

  /**
   * An unread message.
   *
   * @param at when it was stored
   */
  record Unread(long seq, Instant at) {

    private static Unread earlier(Unread one, Unread other) {
      return one.seq <= other.seq ? one : other;
    }
  }
}
