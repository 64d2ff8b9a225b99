package io.chats.application.presence;

import io.chats.domain.id.UserId;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.StoreUnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls for many users at a time. When such a call fails, it is made for each half of the
 * users instead, so that a user who makes it fail does so alone (spec G13). Failures are reported
 * with the user whom they concern. Safe for use by any thread.
 */
public final class IsolatedCalls {

  private static final Logger LOG = LoggerFactory.getLogger(IsolatedCalls.class);

  /** When more users fail, the call fails for all: the reason is none of them. */
  private static final int MAX_FAILING = 16;

  private final FailureReporter failures;
  private final String during;

  /**
   * @param during the task of the calls, for operators
   */
  public IsolatedCalls(FailureReporter failures, String during) {
    this.failures = failures;
    this.during = during;
  }

  /**
   * The answers of a call.
   *
   * @param failed the users for whom it failed
   */
  public record Answers<T>(Map<UserId, T> found, Set<UserId> failed) {}

  /**
   * Makes a call; throws nothing else than {@link StoreUnavailableException}.
   *
   * @param call may be made several times, for parts of the users
   */
  public <T> Answers<T> call(
      Collection<UserId> users, Function<Collection<UserId>, Map<UserId, T>> call) {
    Answers<T> answers = new Answers<>(new HashMap<>(), new HashSet<>());
    if (!users.isEmpty()) {
      call(List.copyOf(users), call, answers);
    }
    return answers;
  }

  private <T> void call(
      List<UserId> users, Function<Collection<UserId>, Map<UserId, T>> call, Answers<T> answers) {
    try {
      answers.found.putAll(call.apply(users));
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (Throwable e) {
      if (users.size() == 1 || answers.failed.size() >= MAX_FAILING) {
        answers.failed.addAll(users);
        report(e, users);
      } else {
        int half = users.size() / 2;
        call(users.subList(0, half), call, answers);
        call(users.subList(half, users.size()), call, answers);
      }
    }
  }

  /** Does something for one user; a failure is reported, not thrown. */
  void run(UserId user, Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      report(e, List.of(user));
    }
  }

  private void report(Throwable failure, List<UserId> users) {
    Map<String, String> context =
        users.size() == 1
            ? Map.of("user", users.getFirst().toString())
            : Map.of("users", Integer.toString(users.size()));
    try {
      failures.unforeseen(failure, during, context);
    } catch (Throwable e) {
      LOG.error("A failure could not be reported: {}", e.getClass().getName());
    }
  }
}
