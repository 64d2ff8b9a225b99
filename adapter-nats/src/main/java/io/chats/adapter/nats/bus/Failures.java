package io.chats.adapter.nats.bus;

import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.RefusedException;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Turns whatever went wrong into the error of spec 11 that stands for it. */
final class Failures {

  private final FailureReporter reporter;

  Failures(FailureReporter reporter) {
    this.reporter = reporter;
  }

  /**
   * The answer to a request that failed; what nobody foresaw is reported.
   *
   * @param ids of the request, and those that were read of it
   */
  Answer answer(Throwable failure, Route route, Map<String, String> ids) {
    return switch (failure) {
      case CompletionException e when e.getCause() != null -> answer(e.getCause(), route, ids);
      case RejectedRequestException e -> Answer.error(e.code(), e.getMessage());
      case RefusedException e -> Answer.error(e.refusal().code(), e.refusal().explanation());
      case StoreUnavailableException e -> Answer.LATE;
      case ReplyTooLargeException e -> {
        reporter.unforeseen(e, route.toString(), ids);
        yield Answer.TOO_LARGE_TO_SEND;
      }
      default -> {
        reporter.unforeseen(failure, route.toString(), ids);
        yield Answer.UNFORESEEN;
      }
    };
  }
}
