package io.chats.adapter.monitoring.sentry;

import java.util.Arrays;
import java.util.List;

/** Says which failures are the same: those of one kind that come from one place in one activity. */
final class Fingerprint {

  private static final String OURS = "io.chats.";

  private Fingerprint() {}

  static List<String> of(Throwable failure, String during) {
    Throwable root = root(failure);
    return List.of("failure", during, root.getClass().getName(), place(root, failure));
  }

  /** Causes may go round in a circle. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int i = 0; i < 20 && root.getCause() != null; i++) {
      root = root.getCause();
    }
    return root;
  }

  /** Where our code was when it happened; without a line, which moves with each release. */
  private static String place(Throwable root, Throwable failure) {
    return Arrays.asList(root, failure).stream()
        .flatMap(it -> Arrays.stream(it.getStackTrace()))
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .findFirst()
        .orElse("elsewhere");
  }
}
