package io.chats.adapter.mysql.directory;

import io.chats.adapter.mysql.Database;
import io.chats.adapter.mysql.RecentAppends;
import io.chats.adapter.mysql.connection.BatchLoader;
import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.directory.UnreadCounts.Range;
import io.chats.adapter.mysql.row.ChatRow;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Participants;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.ChatCache;
import java.util.Collection;
import java.util.HashMap;
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
 * Puts overviews together, for callers who want some at the same time together. What was seen
 * before is shown again while the chat's version is the same. No connection is held while a cache
 * is asked.
 */
public final class OverviewLoader {

  private static final int MOST_TOGETHER = 256;

  private final Database database;
  private final ParticipantQueries seats;
  private final ChatCache cache;
  private final RecentAppends appends;
  private final OverviewCache remembered = new OverviewCache();
  private final BatchLoader<ChatId, Long> checks;
  private final BatchLoader<ParticipantKey, ChatOverview> loads;

  /**
   * @param executor looks up, which blocks
   */
  public OverviewLoader(
      Database database,
      ParticipantQueries seats,
      ChatCache cache,
      RecentAppends appends,
      Executor executor) {
    this.database = database;
    this.seats = seats;
    this.cache = Objects.requireNonNull(cache);
    this.appends = Objects.requireNonNull(appends);
    this.checks = new BatchLoader<>(this::versions, MOST_TOGETHER, executor);
    this.loads = new BatchLoader<>(this::load, MOST_TOGETHER, executor);
  }

  /** Of those of the seats that are active, in this order. */
  public List<ChatOverview> ofActive(List<ParticipantKey> asked) {
    Map<ParticipantKey, ChatOverview> found = current(asked);
    found.putAll(loads.find(asked.stream().filter(seat -> !found.containsKey(seat)).toList()));
    return asked.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  /**
   * Of one seat, empty unless it is active. Never blocks; completes and fails as {@link
   * BatchLoader#ask}.
   */
  public CompletableFuture<Optional<ChatOverview>> ofActive(ParticipantKey seat) {
    ChatOverview known = remembered.of(seat);
    if (known == null) {
      return loaded(seat);
    }
    return checks
        .ask(List.of(seat.chat()))
        .thenCompose(versions -> {
          Optional<ChatOverview> now = at(versions, seat, known);
          return now.isPresent() ? CompletableFuture.completedFuture(now) : loaded(seat);
        });
  }

  private CompletableFuture<Optional<ChatOverview>> loaded(ParticipantKey seat) {
    return loads.ask(List.of(seat)).thenApply(found -> Optional.ofNullable(found.get(seat)));
  }

  /** What is remembered, or follows from it, and would be found the same now. */
  private Map<ParticipantKey, ChatOverview> current(List<ParticipantKey> asked) {
    Map<ParticipantKey, ChatOverview> known = remembered.of(asked);
    Map<ChatId, Long> versions =
        checks.find(known.keySet().stream().map(ParticipantKey::chat).toList());
    Map<ParticipantKey, ChatOverview> current = new HashMap<>();
    known.forEach(
        (seat, overview) -> at(versions, seat, overview).ifPresent(now -> current.put(seat, now)));
    return current;
  }

  /** An overview that was remembered, as it is at the version of its chat, if that is known. */
  private Optional<ChatOverview> at(
      Map<ChatId, Long> versions, ParticipantKey seat, ChatOverview overview) {
    Long version = versions.get(seat.chat());
    if (version == null) {
      return Optional.empty();
    }
    if (overview.chat().version() == version) {
      return Optional.of(overview);
    }
    Optional<ChatOverview> grown = appends.grown(seat, overview, version);
    grown.ifPresent(it -> remembered.put(seat, it));
    return grown;
  }

  private Map<ChatId, Long> versions(Set<ChatId> chats) {
    return database.read(handle -> ChatRow.versions(handle, chats));
  }

  private Map<ParticipantKey, ChatOverview> load(Set<ParticipantKey> asked) {
    Map<ParticipantKey, ChatOverview> loaded = load(database.deadline(), List.copyOf(asked));
    loaded.forEach(remembered::put);
    return loaded;
  }

  private Map<ParticipantKey, ChatOverview> load(Deadline deadline, List<ParticipantKey> asked) {
    List<ParticipantView> views =
        views(deadline, asked).stream().filter(view -> view.own().active()).toList();
    Map<ChatId, Participants> participants = participants(deadline, views);
    // Participants that are newer than the view may show that the asker has left: then nothing is.
    List<ParticipantView> still =
        views.stream()
            .filter(view -> participants.get(view.chat().id()).active(view.asker()).isPresent())
            .toList();
    Map<Range, Integer> unread = unread(deadline, still);
    return still.stream()
        .collect(
            Collectors.toMap(
                ParticipantView::seat,
                view -> overview(view, participants, OptionalInt.of(unread.get(Range.of(view))))));
  }

  /** Of all of the seats, in this order. */
  public List<ChatOverview> withoutUnread(Deadline deadline, List<ParticipantKey> asked) {
    List<ParticipantView> views = views(deadline, asked);
    Map<ChatId, Participants> participants = participants(deadline, views);
    return views.stream().map(view -> overview(view, participants, OptionalInt.empty())).toList();
  }

  private List<ParticipantView> views(Deadline deadline, List<ParticipantKey> asked) {
    if (asked.isEmpty()) {
      return List.of();
    }
    Map<ParticipantKey, ParticipantView> views =
        database.read(deadline, handle -> seats.views(handle, asked));
    return asked.stream().map(views::get).filter(Objects::nonNull).toList();
  }

  private Map<Range, Integer> unread(Deadline deadline, List<ParticipantView> views) {
    List<Range> ranges = views.stream().map(Range::of).toList();
    return views.isEmpty()
        ? Map.of()
        : database.read(deadline, handle -> UnreadCounts.within(handle, ranges));
  }

  private Map<ChatId, Participants> participants(Deadline deadline, List<ParticipantView> views) {
    if (views.isEmpty()) {
      return Map.of();
    }
    Map<ChatId, Long> versions = new HashMap<>();
    views.forEach(view -> versions.put(view.chat().id(), view.chat().participantsVersion()));
    Map<ChatId, Participants> known = cache.get(versions);
    Set<ChatId> missing =
        versions.keySet().stream()
            .filter(chat -> !known.containsKey(chat))
            .collect(Collectors.toSet());
    Map<ChatId, Participants> all = new HashMap<>(known);
    all.putAll(loaded(deadline, missing));
    return all;
  }

  private Map<ChatId, Participants> loaded(Deadline deadline, Collection<ChatId> missing) {
    if (missing.isEmpty()) {
      return Map.of();
    }
    Map<ChatId, Participants> loaded =
        database.read(deadline, handle -> ParticipantRows.of(handle, missing));
    cache.put(loaded);
    return loaded;
  }

  private static ChatOverview overview(
      ParticipantView view, Map<ChatId, Participants> participants, OptionalInt unread) {
    Participants withOwn = with(view.own(), participants.get(view.chat().id()));
    return new ChatOverview(new Conversation(view.chat(), withOwn), view.lastMessage(), unread);
  }

  /** With the asker's subscription as the view has it: with its mark. */
  private static Participants with(Subscription own, Participants participants) {
    Stream<Subscription> others =
        participants.all().stream().filter(other -> !other.user().equals(own.user()));
    return new Participants(participants.version(), Stream.concat(others, Stream.of(own)).toList());
  }
}
