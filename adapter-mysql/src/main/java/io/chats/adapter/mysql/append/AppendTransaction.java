package io.chats.adapter.mysql.append;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.IdempotencyKey;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.AppendDecision;
import io.chats.domain.model.Appended;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Message;
import io.chats.domain.model.UserType;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Stores a group of requests in one transaction: locks their chats, loads what the {@link
 * AppendDecision} needs, and inserts what it decides. Any thread may use it.
 */
public final class AppendTransaction {

  private static final long MAX_CACHED_AUTHORS = 100_000;

  // Bounds the damage when an older database is restored under running nodes: versions recur then.
  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private final Clock clock;

  /** An entry holds while the version of its chat's participants is the same. */
  private final Cache<ParticipantKey, Author> authors =
      Caffeine.newBuilder()
          .maximumSize(MAX_CACHED_AUTHORS)
          .expireAfterWrite(LIFETIME)
          .executor(Runnable::run)
          .build();

  public AppendTransaction(Clock clock) {
    this.clock = clock;
  }

  /**
   * Stores the requests of those chats that no other transaction has locked.
   *
   * @param lookForRepeats whether to look for repeated messages before inserting; otherwise the
   *     unique key of client ids makes the transaction fail when there is one
   */
  Outcome run(Handle handle, List<AppendRequest> group, boolean lookForRepeats)
      throws SQLException {
    Map<ChatId, Chat> locked = AppendQueries.lock(handle.getConnection(), chats(group));
    List<AppendRequest> ready = new ArrayList<>(group.size());
    List<AppendRequest> rest = new ArrayList<>();
    group.forEach(request -> (locked.containsKey(request.chat()) ? ready : rest).add(request));
    AppendDecision decision = decide(handle, ready, locked, lookForRepeats);
    List<Message> stored = List.of();
    if (!decision.drafts().isEmpty()) {
      stored = MessageInsert.insert(handle.getConnection(), decision.drafts());
      ChatRow.storeAppends(handle.getConnection(), decision.changedChats());
    }
    Set<ChatId> existing = AppendQueries.existing(handle, chats(rest));
    return new Outcome(ready, decision, stored, rest, existing);
  }

  private AppendDecision decide(
      Handle handle, List<AppendRequest> ready, Map<ChatId, Chat> chats, boolean lookForRepeats) {
    Instant at = UtcTime.stored(clock.instant());
    Set<ParticipantKey> participants =
        ready.stream().map(AppendRequest::author).collect(Collectors.toSet());
    Map<ParticipantKey, UserType> types = types(handle, participants, chats);
    Map<IdempotencyKey, Message> stored =
        AppendQueries.repeats(
            handle,
            ready.stream()
                .filter(request -> lookForRepeats || chats.get(request.chat()).isClosed())
                .flatMap(AppendRequest::keys)
                .toList());
    return AppendDecision.of(
        ready.stream().map(AppendRequest::post).toList(),
        new AppendDecision.Facts(chats, types, stored),
        at);
  }

  /**
   * The types of those authors who take part; the others are missing.
   *
   * @param chats the chats of these authors, which are locked, so that nobody changes them
   */
  private Map<ParticipantKey, UserType> types(
      Handle handle, Collection<ParticipantKey> keys, Map<ChatId, Chat> chats) {
    Map<ParticipantKey, UserType> types = new HashMap<>();
    Set<ParticipantKey> unknown = new HashSet<>();
    for (ParticipantKey key : keys) {
      Author known = authors.getIfPresent(key);
      if (known != null && known.version() == version(key, chats)) {
        types.put(key, known.type());
      } else {
        unknown.add(key);
      }
    }
    AppendQueries.authors(handle, unknown)
        .forEach((key, type) -> {
          authors.put(key, new Author(version(key, chats), type));
          types.put(key, type);
        });
    return types;
  }

  private static long version(ParticipantKey key, Map<ChatId, Chat> chats) {
    return chats.get(key.chat()).participantsVersion();
  }

  private static Set<ChatId> chats(List<AppendRequest> requests) {
    return requests.stream().map(AppendRequest::chat).collect(Collectors.toSet());
  }

  /**
   * @param version the version of the chat's participants
   */
  private record Author(long version, UserType type) {}

  /**
   * The outcome of a group's transaction.
   *
   * @param judged the requests that were decided, in the order of the decision's posts
   * @param stored the messages, one for each draft of the decision
   * @param rest the requests of chats that could not be locked
   * @param existing those of these chats that exist
   */
  record Outcome(
      List<AppendRequest> judged,
      AppendDecision decision,
      List<Message> stored,
      List<AppendRequest> rest,
      Set<ChatId> existing) {

    /**
     * Answers all requests but those whose chat is locked elsewhere; to be called after the commit.
     *
     * @param listener is notified of each append before its caller is
     */
    void answer(Consumer<Appended> listener) {
      List<Appended> results = decision.results(stored);
      for (int i = 0; i < judged.size(); i++) {
        listener.accept(results.get(i));
        judged.get(i).complete(results.get(i));
      }
      for (AppendRequest request : rest) {
        if (!existing.contains(request.chat())) {
          request.fail(new RefusedException(new Refusal.NoSuchChat(request.chat())));
        }
      }
    }

    /** The requests whose chat is locked elsewhere. */
    List<AppendRequest> locked() {
      return rest.stream().filter(request -> existing.contains(request.chat())).toList();
    }
  }
}
