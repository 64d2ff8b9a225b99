package io.chats.adapter.nats.bus.dispatch;

import io.chats.adapter.nats.bus.reply.EncodedReply;
import io.chats.adapter.nats.bus.reply.ReplyTooLargeException;
import io.chats.adapter.nats.bus.request.RejectedRequestException;
import io.chats.adapter.nats.bus.request.Router.Route;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.RefusedException;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Decides which error of spec 11 stands for a failure. Safe for use by any thread. */
public record ErrorReplies(FailureReporter reporter) {

  /**
   * The reply to a request that failed. Unforeseen failures are reported.
   *
   * @param ids the id of the request, and those of chats and users that were read from it
   */
  EncodedReply replyTo(Throwable failure, Route route, Map<String, String> ids) {
    return switch (failure) {
      case CompletionException e when e.getCause() != null -> replyTo(e.getCause(), route, ids);
      case RejectedRequestException e -> EncodedReply.error(e.code(), e.getMessage());
      case RefusedException e -> EncodedReply.error(e.refusal().code(), e.refusal().explanation());
      case StoreUnavailableException e -> EncodedReply.LATE;
      case ReplyTooLargeException e -> {
        reporter.unforeseen(e, route.toString(), ids);
        yield EncodedReply.TOO_LARGE_TO_SEND;
      }
      default -> {
        reporter.unforeseen(failure, route.toString(), ids);
        yield EncodedReply.UNFORESEEN;
      }
    };
  }
}
