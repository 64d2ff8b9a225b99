package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.row.StoredText;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.IdempotencyKey;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.NewMessage;
import io.chats.domain.port.MessageStore.Appended;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Messages of one author for one chat that wait to be stored, and the answer to be given. */
public final class AppendRequest {

  private final ParticipantKey author;
  private final List<NewMessage> messages;
  private final int chars;
  private final Duration budget;
  private final long arrived = System.nanoTime();
  private final CompletableFuture<Appended> answer = new CompletableFuture<>();

  /**
   * @param budget until it must be answered; it is not begun in the second half of that time, so
   *     that what is begun has time enough
   */
  public AppendRequest(ParticipantKey author, List<NewMessage> messages, Duration budget) {
    this.author = author;
    this.messages = messages.stream().map(AppendRequest::stored).toList();
    this.chars = this.messages.stream().mapToInt(message -> message.content().chars()).sum();
    this.budget = budget;
  }

  ParticipantKey author() {
    return author;
  }

  ChatId chat() {
    return author.chat();
  }

  List<NewMessage> messages() {
    return messages;
  }

  /** Of those messages that must not be stored twice. */
  Stream<IdempotencyKey> keys() {
    return messages.stream()
        .flatMap(message -> message.clientId().stream())
        .map(id -> new IdempotencyKey(author, id));
  }

  int size() {
    return messages.size();
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

  /** Whether half of the time in which it may be begun is over. */
  boolean isUrgent() {
    return age().compareTo(budget.dividedBy(4)) > 0;
  }

  boolean isTooLateToBegin() {
    return age().compareTo(budget.dividedBy(2)) > 0;
  }

  /** For the caller, who cannot complete it. */
  public CompletionStage<Appended> answer() {
    return answer.minimalCompletionStage();
  }

  void complete(Appended appended) {
    answer.complete(appended);
  }

  public void fail(Throwable reason) {
    answer.completeExceptionally(reason);
  }

  private static NewMessage stored(NewMessage message) {
    return new NewMessage(
        message.clientId().map(id -> new ClientMessageId(StoredText.stored(id.value()))),
        StoredText.stored(message.content()));
  }

  /** For logs: neither texts nor ids of the sender's making. */
  @Override
  public String toString() {
    return size() + " messages of user " + author.user() + " for chat " + chat();
  }
}
