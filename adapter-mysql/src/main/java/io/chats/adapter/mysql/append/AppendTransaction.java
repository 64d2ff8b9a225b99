package io.chats.adapter.mysql.append;

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
import java.time.Instant;
import java.util.ArrayList;
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

  private final Clock clock;
  private final AuthorCache authors = new AuthorCache();

  public AppendTransaction(Clock clock) {
    this.clock = clock;
  }

  /** Waits until the transaction holds the lock of the chat. */
  void lock(Handle handle, ChatId chat) throws SQLException {
    AppendQueries.lockWaiting(handle.getConnection(), chat);
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
      ChatUpdate.store(handle.getConnection(), decision.changedChats());
    }
    Set<ChatId> existing = AppendQueries.existing(handle, chats(rest));
    return new Outcome(ready, decision, stored, rest, existing);
  }

  private AppendDecision decide(
      Handle handle, List<AppendRequest> ready, Map<ChatId, Chat> chats, boolean lookForRepeats) {
    Instant at = UtcTime.stored(clock.instant());
    Set<ParticipantKey> participants =
        ready.stream().map(AppendRequest::author).collect(Collectors.toSet());
    Map<ParticipantKey, UserType> types = authors.find(handle, participants, chats);
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

  private static Set<ChatId> chats(List<AppendRequest> requests) {
    return requests.stream().map(AppendRequest::chat).collect(Collectors.toSet());
  }

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
