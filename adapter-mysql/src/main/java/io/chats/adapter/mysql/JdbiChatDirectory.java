package io.chats.adapter.mysql;

import static java.util.stream.Collectors.toMap;

import io.chats.adapter.mysql.connection.BatchLoader;
import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.directory.ActivityOrder;
import io.chats.adapter.mysql.directory.ActivityOrder.Entry;
import io.chats.adapter.mysql.directory.ClosedChatMarker;
import io.chats.adapter.mysql.directory.OverviewLoader;
import io.chats.adapter.mysql.directory.ParticipantQueries;
import io.chats.adapter.mysql.directory.UnreadCounts;
import io.chats.adapter.mysql.directory.UnreadCounts.Range;
import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.UnreadableRows;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.port.ChatCache;
import io.chats.domain.port.ChatDirectory;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Finds chats in the database, and their participants in the cache where it has them.
 *
 * <p>Of the read marks of participants an overview holds the asker's only; the others' show in
 * {@link Chat#readMarks()}. A call takes five statements at most, and more only for lists of over
 * 512. OverviewLoader are cached: where all of a call are, one statement compares the versions of
 * their chats in place of those that load them.
 */
public final class JdbiChatDirectory implements ChatDirectory {

  private static final int MAX_USERS = 64;
  private static final int MAX_RANGES = 256;

  private final Transactions transactions;
  private final UnreadableRows unreadable;
  private final ClosedChatMarker marker;
  private final OverviewLoader overviews;
  private final BatchLoader<UserId, List<Chat>> opened;
  private final BatchLoader<Range, Integer> unread;

  /**
   * Finds what other parts of this process append in the same way as what other nodes do.
   *
   * @param cache of participants without read marks
   * @param executor runs queries for several callers together, each of which may block, and
   *     completes the stages: what is attached to {@link #activeChat} runs there
   */
  public JdbiChatDirectory(Database database, ChatCache cache, Executor executor) {
    this(database, cache, executor, new RecentAppends());
  }

  /**
   * As {@link #JdbiChatDirectory(Database, ChatCache, Executor)}, but with fewer queries.
   *
   * @param appends of the same process: {@link JdbiMessageStore#recent}
   */
  public JdbiChatDirectory(
      Database database, ChatCache cache, Executor executor, RecentAppends appends) {
    this.transactions = database.transactions();
    this.unreadable = database.unreadable();
    this.marker = new ClosedChatMarker(transactions, Objects.requireNonNull(executor));
    this.overviews =
        new OverviewLoader(
            transactions, unreadable, Objects.requireNonNull(cache), appends::applied, executor);
    this.opened = new BatchLoader<>(this::openedOf, MAX_USERS, executor);
    this.unread = new BatchLoader<>(this::unreadOf, MAX_RANGES, executor);
  }

  @Override
  public List<ChatOverview> activeChats(UserId user, Optional<ChatId> before, int limit) {
    List<Entry> listed =
        transactions.read(handle ->
            before
                .map(chat -> ActivityOrder.after(handle, user, chat, limit))
                .orElseGet(() -> ActivityOrder.first(handle, user, limit)));
    marker.mark(listed.stream().filter(Entry::stale).collect(toMap(Entry::chat, Entry::activity)));
    return overviews.ofActive(
        listed.stream().map(entry -> new ParticipantKey(entry.chat(), user)).toList());
  }

  @Override
  public List<ChatOverview> activeChats(UserId user, List<ChatId> among) {
    return overviews.ofActive(
        among.stream().distinct().map(chat -> new ParticipantKey(chat, user)).toList());
  }

  @Override
  public CompletionStage<Optional<ChatOverview>> activeChat(UserId user, ChatId chat) {
    return overviews.ofActiveAsync(new ParticipantKey(chat, user));
  }

  @Override
  public List<ChatOverview> latestChats(List<OrderParticipant> pairs) {
    Deadline deadline = transactions.deadline();
    Map<OrderParticipant, ParticipantKey> latest =
        transactions.read(deadline, handle -> ParticipantQueries.latest(handle, pairs));
    List<ParticipantKey> found = pairs.stream().map(latest::get).filter(Objects::nonNull).toList();
    return overviews.withoutUnread(deadline, found);
  }

  @Override
  public Map<UserId, List<Chat>> openedChats(Collection<UserId> users) {
    return opened.find(users);
  }

  @Override
  public Map<UserId, Set<UserId>> staffOf(Collection<UserId> clients) {
    return transactions.read(handle -> ParticipantQueries.staff(handle, clients));
  }

  @Override
  public Map<ChatId, Set<UserId>> activeUsers(Collection<ChatId> chats) {
    return transactions.read(handle -> ParticipantQueries.activeUsers(handle, chats));
  }

  @Override
  public Map<ChatId, Long> versions(Collection<ChatId> chats) {
    return transactions.read(handle -> ChatRow.versions(handle, chats));
  }

  @Override
  public Map<ChatId, Integer> unread(UserId user, Collection<SeqRange> asked) {
    List<Range> ranges =
        asked.stream()
            .map(s -> new Range(new ParticipantKey(s.chat(), user), s.afterSeq(), s.upToSeq()))
            .toList();
    Map<Range, Integer> found = unread.find(ranges);
    return ranges.stream().collect(toMap(range -> range.key().chat(), found::get));
  }

  private Map<UserId, List<Chat>> openedOf(Set<UserId> users) {
    Map<UserId, List<Chat>> found =
        transactions.read(handle -> ParticipantQueries.unmarked(handle, unreadable, users));
    Map<ChatId, Instant> closed = new HashMap<>();
    found.values().stream()
        .flatMap(List::stream)
        .filter(Chat::isClosed)
        .forEach(chat -> closed.put(chat.id(), chat.lastUpdateAt()));
    marker.mark(closed);
    found.replaceAll((user, chats) -> chats.stream().filter(chat -> !chat.isClosed()).toList());
    found.values().removeIf(List::isEmpty);
    return found;
  }

  private Map<Range, Integer> unreadOf(Set<Range> ranges) {
    return transactions.read(handle -> UnreadCounts.within(handle, ranges));
  }
}
