package io.chats.domain.port;

import java.util.Map;

/** Reports unforeseen failures to operators. Neither blocks nor throws. */
public interface FailureReporter {

  /**
   * @param during the task that failed, for example {@code POST /chats/message}
   * @param context ids that help to find the cause; never a user's text, never a token
   */
  void unforeseen(Throwable failure, String during, Map<String, String> context);
}
