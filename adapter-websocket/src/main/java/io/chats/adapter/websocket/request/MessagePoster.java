package io.chats.adapter.websocket.request;

import io.chats.adapter.websocket.frame.ClientFrame.Post;
import io.chats.adapter.websocket.frame.FrameType;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.MessagePosting.Rejected;
import io.chats.application.api.OpenSession;
import io.chats.domain.event.ClientEvent.RequestFailed;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.NewMessage;
import io.chats.domain.refusal.Refusal;
import io.chats.support.Bulkhead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Posts the messages of one session. The messages of one chat in a frame are posted together.
 * Frames are posted in order without waiting for answers, but only so many messages may be
 * outstanding.
 */
final class MessagePoster {

  private final OpenSession session;
  private final FrameErrors errors;
  private final ScheduledExecutorService scheduler;
  private final long answerWithinNanos;
  private final Bulkhead outstanding;

  MessagePoster(
      OpenSession session,
      FrameErrors errors,
      ScheduledExecutorService scheduler,
      WebSocketSettings settings) {
    this.session = session;
    this.errors = errors;
    this.scheduler = scheduler;
    this.answerWithinNanos = settings.answerWithin().toNanos();
    this.outstanding =
        Bulkhead.inAnyOrder(settings.bounds().outstandingMessages(), settings.answerWithin());
  }

  /**
   * Posts messages. Blocks while too many are outstanding, or while the application does.
   *
   * @param request the id of their frame
   * @return the errors of each chat; the futures complete in time and never fail. Code that runs on
   *     their completion must not block
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
    if (!outstanding.acquire(messages.size())) {
      Refusal refusal = new Refusal.Overloaded("messages of this session");
      return CompletableFuture.completedFuture(
          allFailed(errors.of(refusal, FrameType.MESSAGE), messages));
    }
    return answerInTime(chat, messages)
        .handle((results, failure) -> {
          outstanding.release(messages.size());
          return failure == null
              ? rejected(results, messages)
              : allFailed(
                  errors.of(failure, request, FrameType.MESSAGE, Optional.of(chat)), messages);
        });
  }

  private CompletableFuture<List<PostResult>> answerInTime(ChatId chat, List<NewMessage> messages) {
    CompletableFuture<List<PostResult>> late = new CompletableFuture<>();
    Future<?> timer =
        scheduler.schedule(
            () -> late.completeExceptionally(new TimeoutException()),
            answerWithinNanos,
            TimeUnit.NANOSECONDS);
    return start(chat, messages)
        .applyToEither(late, Function.identity())
        .whenComplete((results, failure) -> timer.cancel(false))
        .toCompletableFuture();
  }

  private CompletionStage<List<PostResult>> start(ChatId chat, List<NewMessage> messages) {
    try {
      return session.post(chat, messages);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private List<RequestFailed> rejected(List<PostResult> results, List<NewMessage> messages) {
    List<RequestFailed> failed = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof Rejected rejected) {
        RequestFailed reason = errors.of(rejected.refusal(), FrameType.MESSAGE);
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
