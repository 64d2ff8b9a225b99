package io.chats.adapter.monitoring.sentry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Groups failures: those of one class, from one place in the code, during one activity. */
final class Fingerprint {

  private static final String CHATS = "io.chats.";

  private Fingerprint() {}

  static List<String> of(Throwable failure, String during) {
    Throwable root = root(failure);
    return List.of("failure", during, root.getClass().getName(), place(root, failure));
  }

  /** Follows a bounded number of causes, since they may form a circle. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int i = 0; i < 20 && root.getCause() != null; i++) {
      root = root.getCause();
    }
    return root;
  }

  /** The innermost method of Chats; without its line, which changes with each release. */
  private static String place(Throwable root, Throwable failure) {
    return Stream.of(root, failure)
        .flatMap(it -> Arrays.stream(it.getStackTrace()))
        .filter(frame -> frame.getClassName().startsWith(CHATS))
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .findFirst()
        .orElse("elsewhere");
  }
}
