package io.chats.adapter.websocket.request;

import io.chats.adapter.websocket.frame.ClientFrame.Post;
import io.chats.adapter.websocket.frame.FrameType;
import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.MessagePosting.Rejected;
import io.chats.application.api.OpenSession;
import io.chats.domain.event.ClientEvent.RequestFailed;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.NewMessage;
import io.chats.domain.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts the messages of one session: those of one chat in a frame together, frame after frame in
 * order without waiting for answers, but with no more outstanding than is allowed.
 */
public final class MessagePoster {

  private final OpenSession session;
  private final FrameErrors failures;
  private final ScheduledExecutorService scheduler;
  private final long answerWithinNanos;
  private final Semaphore outstanding;

  /**
   * @param mostOutstanding at least as many as a frame can hold
   */
  public MessagePoster(
      OpenSession session,
      FrameErrors failures,
      ScheduledExecutorService scheduler,
      Duration answerWithin,
      int mostOutstanding) {
    this.session = session;
    this.failures = failures;
    this.scheduler = scheduler;
    this.answerWithinNanos = answerWithin.toNanos();
    this.outstanding = new Semaphore(mostOutstanding);
  }

  /**
   * Posts. Blocks while too much is outstanding, or while the application does.
   *
   * @param request which frame they came in
   * @return for each chat what failed, in time and without failing; not to be blocked on completion
   */
  List<CompletableFuture<List<RequestFailed>>> post(String request, List<Post> posts) {
    Map<ChatId, List<NewMessage>> byChat = new LinkedHashMap<>();
    for (Post post : posts) {
      byChat.computeIfAbsent(post.chat(), chat -> new ArrayList<>()).add(post.message());
    }
    List<CompletableFuture<List<RequestFailed>>> answers = new ArrayList<>(byChat.size());
    byChat.forEach((chat, messages) -> answers.add(post(request, chat, messages)));
    return answers;
  }

  private CompletableFuture<List<RequestFailed>> post(
      String request, ChatId chat, List<NewMessage> messages) {
    if (!acquire(messages.size())) {
      Refusal refusal = new Refusal.Overloaded("messages of this session");
      return CompletableFuture.completedFuture(
          allFailed(failures.of(refusal, FrameType.MESSAGE), messages));
    }
    return answerInTime(chat, messages)
        .handle((results, failure) -> {
          outstanding.release(messages.size());
          return failure == null
              ? rejected(results, messages)
              : allFailed(
                  failures.of(failure, request, FrameType.MESSAGE, Optional.of(chat)), messages);
        });
  }

  private CompletableFuture<List<PostResult>> answerInTime(ChatId chat, List<NewMessage> messages) {
    CompletableFuture<List<PostResult>> answer = new CompletableFuture<>();
    Future<?> timer =
        scheduler.schedule(
            () -> answer.completeExceptionally(new TimeoutException()),
            answerWithinNanos,
            TimeUnit.NANOSECONDS);
    start(chat, messages)
        .whenComplete((results, failure) -> {
          timer.cancel(false);
          if (failure == null) {
            answer.complete(results);
          } else {
            answer.completeExceptionally(failure);
          }
        });
    return answer;
  }

  private CompletionStage<List<PostResult>> start(ChatId chat, List<NewMessage> messages) {
    try {
      return session.post(chat, messages);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private boolean acquire(int permits) {
    try {
      return outstanding.tryAcquire(permits, answerWithinNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<RequestFailed> rejected(List<PostResult> results, List<NewMessage> messages) {
    List<RequestFailed> failed = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof Rejected rejected) {
        RequestFailed reason = failures.of(rejected.refusal(), FrameType.MESSAGE);
        failed.add(FrameErrors.naming(messages.get(i).clientId(), reason));
      }
    }
    return failed;
  }

  private static List<RequestFailed> allFailed(RequestFailed reason, List<NewMessage> messages) {
    return messages.stream()
        .map(message -> FrameErrors.naming(message.clientId(), reason))
        .toList();
  }
}
