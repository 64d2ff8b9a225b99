package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.row.StoredText;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.IdempotencyKey;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.AppendDecision;
import io.chats.domain.model.Appended;
import io.chats.domain.model.NewMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Messages of one author for one chat that wait to be stored, and the answer to the caller. */
public final class AppendRequest {

  private final AppendDecision.Post post;
  private final int chars;
  private final Duration budget;
  private final long arrived = System.nanoTime();
  private final CompletableFuture<Appended> answer = new CompletableFuture<>();

  /**
   * @param budget until it must be answered. It is not begun in the second half of that time, so
   *     that enough is left for the transaction
   */
  public AppendRequest(ParticipantKey author, List<NewMessage> messages, Duration budget) {
    this.post =
        new AppendDecision.Post(author, messages.stream().map(AppendRequest::stored).toList());
    this.chars = post.messages().stream().mapToInt(message -> message.content().chars()).sum();
    this.budget = budget;
  }

  /** The author and the messages as the database will return them. */
  AppendDecision.Post post() {
    return post;
  }

  ParticipantKey author() {
    return post.author();
  }

  ChatId chat() {
    return post.author().chat();
  }

  /** The keys of those messages that must not be stored twice. */
  Stream<IdempotencyKey> keys() {
    return post.messages().stream()
        .flatMap(message -> message.clientId().stream())
        .map(id -> new IdempotencyKey(post.author(), id));
  }

  int size() {
    return post.messages().size();
  }

  int chars() {
    return chars;
  }

  Deadline deadline() {
    return new Deadline(arrived + budget.toNanos());
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - arrived);
  }

  /** Returns whether half of the time in which it may be begun is over. */
  boolean isUrgent() {
    return age().compareTo(budget.dividedBy(4)) > 0;
  }

  boolean isTooLateToBegin() {
    return age().compareTo(budget.dividedBy(2)) > 0;
  }

  /** The stage for the caller, who cannot complete it. */
  CompletionStage<Appended> answer() {
    return answer.minimalCompletionStage();
  }

  void complete(Appended appended) {
    answer.complete(appended);
  }

  void fail(Throwable reason) {
    answer.completeExceptionally(reason);
  }

  private static NewMessage stored(NewMessage message) {
    return new NewMessage(
        message.clientId().map(id -> new ClientMessageId(StoredText.of(id.value()))),
        StoredText.of(message.content()));
  }

  /** Fit for logs: it holds neither texts nor ids that the sender chose. */
  @Override
  public String toString() {
    return size() + " messages of user " + author().user() + " for chat " + chat();
  }
}
