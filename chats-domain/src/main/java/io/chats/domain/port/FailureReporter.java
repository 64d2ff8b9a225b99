package io.chats.domain.port;

import java.util.Map;

/** Is told of unforeseen failures, so that people learn of them. Neither blocks nor throws. */
public interface FailureReporter {

  /**
   * @param during what was being done, for example {@code POST /chats/message}
   * @param context ids that help to find the cause; never a text of a user's, never a token
   */
  void unforeseen(Throwable failure, String during, Map<String, String> context);
}
