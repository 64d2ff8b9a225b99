package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.row.MessageRow;
import io.chats.adapter.mysql.row.ParamsCodec;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.IdempotencyKey;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Message;
import io.chats.domain.model.UserType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Stores a group of requests in one transaction, and says what to answer once it is committed. */
public final class AppendTransaction {

  private final Clock clock;
  private final AppendQueries queries;
  private final AuthorCache authors;
  private final MessageInsert messages;

  public AppendTransaction(Clock clock) {
    ParamsCodec params = new ParamsCodec();
    this.clock = clock;
    this.queries = new AppendQueries(new MessageRow(params));
    this.authors = new AuthorCache(queries);
    this.messages = new MessageInsert(params);
  }

  /** Waits in the transaction until the chat is its own. */
  void await(Handle handle, ChatId chat) throws SQLException {
    queries.await(handle.getConnection(), chat);
  }

  /**
   * Skips the chats that somebody else has locked.
   *
   * @param lookFirst whether to look for repeats before inserting; otherwise the unique key of
   *     client ids makes the transaction fail when there is one
   */
  GroupOutcome run(Handle handle, List<AppendRequest> group, boolean lookFirst)
      throws SQLException {
    Set<ChatId> asked = group.stream().map(AppendRequest::chat).collect(Collectors.toSet());
    Map<ChatId, Chat> locked = queries.lock(handle.getConnection(), asked);
    List<AppendRequest> ready =
        group.stream().filter(request -> locked.containsKey(request.chat())).toList();
    AppendPlan plan = plan(handle, ready, locked, lookFirst);
    List<Message> stored = List.of();
    if (!plan.drafts().isEmpty()) {
      stored = messages.insert(handle.getConnection(), plan.drafts());
      ChatUpdate.store(handle.getConnection(), plan.changed());
    }
    return outcome(handle, group, locked.keySet(), plan, stored);
  }

  private AppendPlan plan(
      Handle handle, List<AppendRequest> ready, Map<ChatId, Chat> chats, boolean lookFirst) {
    Instant at = UtcTime.stored(clock.instant());
    Set<ParticipantKey> seats =
        ready.stream().map(AppendRequest::author).collect(Collectors.toSet());
    Map<ParticipantKey, UserType> types = authors.find(handle, seats, chats);
    Map<IdempotencyKey, Message> repeats =
        queries.repeats(
            handle,
            ready.stream()
                .filter(request -> lookFirst || chats.get(request.chat()).isClosed())
                .flatMap(AppendRequest::keys)
                .toList());
    return AppendPlan.of(ready, new AppendPlan.Facts(chats, types, repeats), at);
  }

  private GroupOutcome outcome(
      Handle handle,
      List<AppendRequest> group,
      Set<ChatId> locked,
      AppendPlan plan,
      List<Message> stored) {
    List<AppendRequest> rest =
        group.stream().filter(request -> !locked.contains(request.chat())).toList();
    Set<ChatId> existing =
        queries.existing(
            handle, rest.stream().map(AppendRequest::chat).collect(Collectors.toSet()));
    return new GroupOutcome(plan, stored, rest, existing);
  }
}
