package io.chats.domain.port;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Tells what was committed, so that a node need not ask chat by chat (spec G5). Every stored change
 * has an id in one of three sources, which rises with every change that begins. Changes commit out
 * of order: an id may appear after a higher one, or never. In one chat ids rise in the order of the
 * commits.
 *
 * <p>A call costs what it returns, however much the database holds. Methods block on the database,
 * for a bounded time, are safe for use by any thread, and throw {@link StoreUnavailableException}
 * when it does not answer in time.
 */
public interface ChangeFeed {

  /** Every source has ids of its own. */
  enum Source {
    /** Messages. */
    MESSAGES,
    /** Chats that were opened or closed, and changes of their participants. */
    HISTORY,
    /** Every other change: read marks. Former versions of the product leave them out. */
    UPDATES
  }

  /** The highest ids that are committed; 0 in a source without any. */
  Positions end();

  /**
   * The changes after these ids.
   *
   * @param limit at least 1: of each source the changes with the lowest ids, no more than this
   * @return of each source in the order of ids
   */
  List<Change> after(Positions positions, int limit);

  /**
   * The changes with ids in these ranges, as far as they are committed.
   *
   * @return in no order
   */
  List<Change> within(Source source, Collection<IdRange> ranges);

  /** An id of each source. */
  record Positions(long messages, long history, long updates) {

    public long of(Source source) {
      return switch (source) {
        case MESSAGES -> messages;
        case HISTORY -> history;
        case UPDATES -> updates;
      };
    }

    public Positions with(Source source, long id) {
      return switch (source) {
        case MESSAGES -> new Positions(id, history, updates);
        case HISTORY -> new Positions(messages, id, updates);
        case UPDATES -> new Positions(messages, history, id);
      };
    }
  }

  /** The ids from the first to the last; both belong to it. */
  record IdRange(long first, long last) {}

  /** A change of a chat that was committed. */
  sealed interface Change {

    Source source();

    long id();

    ChatId chat();
  }

  /** A message was stored. */
  record Posted(long id, ChatId chat, long seq) implements Change {

    @Override
    public Source source() {
      return Source.MESSAGES;
    }
  }

  /**
   * Something else of the chat was changed.
   *
   * @param version of the chat after the change
   * @param users whose participation changed; empty where none did
   * @param closed whether the chat is closed, by this change or since before
   */
  record Changed(
      Source source, long id, ChatId chat, long version, Set<UserId> users, boolean closed)
      implements Change {

    public Changed {
      users = Set.copyOf(users);
    }
  }
}
