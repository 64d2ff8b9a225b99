package io.chats.adapter.mysql.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.chats.adapter.mysql.connection.BatchLoader;
import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.directory.ParticipantQueries.ParticipantView;
import io.chats.adapter.mysql.directory.UnreadCounts.Range;
import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.UnreadableRows;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Participants;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.ChatCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Loads overviews, for several callers together. Every stored change raises its chat's version, so
 * an overview that was loaded before is returned again while the version is the same. No connection
 * is held while a cache is asked. Any thread may use it.
 */
public final class OverviewLoader {

  private static final int MAX_BATCH = 256;

  // Changes that operators make by hand, without a new version, show after that time.
  private static final Duration CACHE_LIFETIME = Duration.ofSeconds(60);

  private static final long MAX_CACHE_BYTES = 32L << 20;

  /** Brings overviews up to date without a query. */
  @FunctionalInterface
  public interface Updates {

    /** The overview at that later version of its chat; empty where it is not known. */
    Optional<ChatOverview> applied(ParticipantKey key, ChatOverview overview, long version);
  }

  private final Transactions transactions;
  private final UnreadableRows unreadable;
  private final ChatCache participantCache;
  private final Updates updates;
  private final Cache<ParticipantKey, ChatOverview> overviewCache =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CACHE_BYTES)
          .weigher(OverviewLoader::weight)
          .expireAfter(Expiry.creating((key, overview) -> CACHE_LIFETIME))
          .executor(Runnable::run)
          .build();
  private final BatchLoader<ChatId, Long> versions;
  private final BatchLoader<ParticipantKey, ChatOverview> overviews;

  /**
   * @param executor runs look-ups, which block
   */
  public OverviewLoader(
      Transactions transactions,
      UnreadableRows unreadable,
      ChatCache participantCache,
      Updates updates,
      Executor executor) {
    this.transactions = transactions;
    this.unreadable = unreadable;
    this.participantCache = participantCache;
    this.updates = updates;
    this.versions = new BatchLoader<>(this::loadVersions, MAX_BATCH, executor);
    this.overviews = new BatchLoader<>(this::load, MAX_BATCH, executor);
  }

  /** The overviews of those participants who are active, in the order asked; blocks. */
  public List<ChatOverview> ofActive(List<ParticipantKey> asked) {
    Map<ParticipantKey, ChatOverview> found = cached(asked);
    found.putAll(overviews.find(asked.stream().filter(key -> !found.containsKey(key)).toList()));
    return asked.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  /**
   * The overview of one participant, empty unless active. Never blocks; completes and fails as
   * {@link BatchLoader#ask}.
   */
  public CompletableFuture<Optional<ChatOverview>> ofActiveAsync(ParticipantKey key) {
    ChatOverview known = overviewCache.getIfPresent(key);
    if (known == null) {
      return loaded(key);
    }
    return versions
        .ask(List.of(key.chat()))
        .thenCompose(found -> {
          Optional<ChatOverview> now = atVersion(found.get(key.chat()), key, known);
          return now.isPresent() ? CompletableFuture.completedFuture(now) : loaded(key);
        });
  }

  private CompletableFuture<Optional<ChatOverview>> loaded(ParticipantKey key) {
    return overviews.ask(List.of(key)).thenApply(found -> Optional.ofNullable(found.get(key)));
  }

  /** The cached overviews that the database would still confirm. */
  private Map<ParticipantKey, ChatOverview> cached(List<ParticipantKey> asked) {
    Map<ParticipantKey, ChatOverview> known = overviewCache.getAllPresent(asked);
    Map<ChatId, Long> found =
        versions.find(known.keySet().stream().map(ParticipantKey::chat).toList());
    Map<ParticipantKey, ChatOverview> current = new HashMap<>();
    known.forEach((key, overview) ->
        atVersion(found.get(key.chat()), key, overview).ifPresent(now -> current.put(key, now)));
    return current;
  }

  /** A cached overview as it is at the version of its chat, if that is known. */
  private Optional<ChatOverview> atVersion(
      Long version, ParticipantKey key, ChatOverview overview) {
    if (version == null) {
      return Optional.empty();
    }
    if (overview.chat().version() == version) {
      return Optional.of(overview);
    }
    Optional<ChatOverview> updated = updates.applied(key, overview, version);
    updated.ifPresent(it -> cache(key, it));
    return updated;
  }

  private Map<ChatId, Long> loadVersions(Set<ChatId> chats) {
    return transactions.read(handle -> ChatRow.versions(handle, chats));
  }

  private Map<ParticipantKey, ChatOverview> load(Set<ParticipantKey> asked) {
    Map<ParticipantKey, ChatOverview> loaded = load(transactions.deadline(), List.copyOf(asked));
    loaded.forEach(this::cache);
    return loaded;
  }

  private Map<ParticipantKey, ChatOverview> load(Deadline deadline, List<ParticipantKey> asked) {
    List<ParticipantView> views =
        views(deadline, asked).stream().filter(view -> view.own().active()).toList();
    Map<ChatId, Participants> participants = participants(deadline, views);
    // Participants that are newer than the view may show that the user has left since.
    List<ParticipantView> active =
        views.stream().filter(view -> isActive(view, participants)).toList();
    Map<Range, Integer> unread = unread(deadline, active);
    return active.stream()
        .collect(
            Collectors.toMap(
                ParticipantView::key,
                view -> overview(view, participants, OptionalInt.of(unread.get(Range.of(view))))));
  }

  /** False, too, where the participants cannot be read. */
  private static boolean isActive(ParticipantView view, Map<ChatId, Participants> participants) {
    Participants all = participants.get(view.chat().id());
    return all != null && all.active(view.user()).isPresent();
  }

  /** The overviews of all participants, in the order asked, without unread counts; blocks. */
  public List<ChatOverview> withoutUnread(Deadline deadline, List<ParticipantKey> asked) {
    List<ParticipantView> views = views(deadline, asked);
    Map<ChatId, Participants> participants = participants(deadline, views);
    return views.stream()
        .filter(view -> participants.containsKey(view.chat().id()))
        .map(view -> overview(view, participants, OptionalInt.empty()))
        .toList();
  }

  private List<ParticipantView> views(Deadline deadline, List<ParticipantKey> asked) {
    if (asked.isEmpty()) {
      return List.of();
    }
    Map<ParticipantKey, ParticipantView> views =
        transactions.read(deadline, handle -> ParticipantQueries.views(handle, unreadable, asked));
    return asked.stream().map(views::get).filter(Objects::nonNull).toList();
  }

  private Map<Range, Integer> unread(Deadline deadline, List<ParticipantView> views) {
    List<Range> ranges = views.stream().map(Range::of).toList();
    return views.isEmpty()
        ? Map.of()
        : transactions.read(deadline, handle -> UnreadCounts.within(handle, ranges));
  }

  private Map<ChatId, Participants> participants(Deadline deadline, List<ParticipantView> views) {
    if (views.isEmpty()) {
      return Map.of();
    }
    Map<ChatId, Long> wanted = new HashMap<>();
    views.forEach(view -> wanted.put(view.chat().id(), view.chat().participantsVersion()));
    Map<ChatId, Participants> all = new HashMap<>(participantCache.get(wanted));
    Set<ChatId> missing = new HashSet<>(wanted.keySet());
    missing.removeAll(all.keySet());
    if (!missing.isEmpty()) {
      Map<ChatId, Participants> loaded =
          transactions.read(
              deadline, handle -> ParticipantQueries.participants(handle, unreadable, missing));
      participantCache.put(loaded);
      all.putAll(loaded);
    }
    return all;
  }

  private static ChatOverview overview(
      ParticipantView view, Map<ChatId, Participants> participants, OptionalInt unread) {
    Participants withOwn = with(view.own(), participants.get(view.chat().id()));
    return new ChatOverview(new Conversation(view.chat(), withOwn), view.lastMessage(), unread);
  }

  /** The participants with the asker's subscription as the view has it: with its mark. */
  private static Participants with(Subscription own, Participants participants) {
    Stream<Subscription> others =
        participants.all().stream().filter(other -> !other.user().equals(own.user()));
    return new Participants(participants.version(), Stream.concat(others, Stream.of(own)).toList());
  }

  /** Caches the overview unless its participants were read after its chat, and so are newer. */
  private void cache(ParticipantKey key, ChatOverview overview) {
    if (overview.conversation().participants().version() == overview.chat().participantsVersion()) {
      overviewCache.put(key, overview);
    }
  }

  /** The approximate number of bytes that an entry takes. */
  private static int weight(ParticipantKey key, ChatOverview overview) {
    int participants = overview.conversation().participants().all().size();
    return 600
        + 100 * participants
        + 2 * overview.lastMessage().map(it -> it.content().chars()).orElse(0);
  }
}
