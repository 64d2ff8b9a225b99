package io.chats.launcher.cluster.harness;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs an action many times in parallel, so that it happens at many moments of the other activity.
 */
public final class InParallel {

  private static final int AT_ONCE = 32;

  private InParallel() {}

  /** Returns when all are done; fails if one fails. */
  public static <T> void forEach(List<T> all, Consumer<T> action) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      all.stream()
          .map(each -> CompletableFuture.runAsync(() -> action.accept(each), threads))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  /** As {@link #forEach}, with the numbers from 0 on. */
  public static void times(int count, Consumer<Integer> action) {
    forEach(IntStream.range(0, count).boxed().toList(), action);
  }
}
