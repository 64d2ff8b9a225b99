package io.chats.adapter.mysql.connection;

import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Looks up together what callers want at the same time: a statement for many costs little more than
 * one for a few. What a caller gets was looked up after they asked. Safe for use by any thread; how
 * many may wait is bounded by who calls.
 */
public final class BatchLoader<K, V> {

  private static final int MOST_RUNNING = 3;

  /** Whoever comes while a batch is looked up waits for its end, unless it has taken so long. */
  private static final Duration SLOW = Duration.ofMillis(50);

  /** Each batch ends in time, but so many may wait that a turn comes too late to look up. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Function<Set<K>, Map<K, V>> source;
  private final int mostKeys;
  private final Duration patience;
  private final Executor executor;
  private final Queue<Question<K, V>> waiting = new ArrayDeque<>();
  private int running;
  private long lastBegun;

  /**
   * @param source looks up; blocks for a bounded time
   * @param mostKeys of one batch, unless a single caller wants more
   * @param executor runs it, and hands over what was found
   */
  public BatchLoader(Function<Set<K>, Map<K, V>> source, int mostKeys, Executor executor) {
    this(source, mostKeys, PATIENCE, executor);
  }

  /**
   * @param patience of callers
   */
  public BatchLoader(
      Function<Set<K>, Map<K, V>> source, int mostKeys, Duration patience, Executor executor) {
    this.source = source;
    this.mostKeys = mostKeys;
    this.patience = patience;
    this.executor = executor;
  }

  /**
   * What is found of these keys; nothing is looked up for none.
   *
   * @throws StoreUnavailableException if the database does not answer in time
   */
  public Map<K, V> find(Collection<K> keys) {
    Map<K, V> all = await(ask(keys));
    Map<K, V> own = new HashMap<>();
    for (K key : keys) {
      V value = all.get(key);
      if (value != null) {
        own.put(key, value);
      }
    }
    return own;
  }

  /**
   * What is found of these keys and maybe of others; nothing is looked up for none. Never blocks.
   *
   * @return completed by a task of the executor, or at once when no thread can be had; fails with
   *     what the source threw, the same for all of a batch, or with a {@link
   *     StoreUnavailableException} when its turn came too late
   */
  public CompletableFuture<Map<K, V>> ask(Collection<K> keys) {
    if (keys.isEmpty()) {
      return CompletableFuture.completedFuture(Map.of());
    }
    Question<K, V> question =
        new Question<>(keys, new CompletableFuture<>(), Deadline.in(patience));
    add(question);
    return question.answer();
  }

  private void add(Question<K, V> question) {
    synchronized (waiting) {
      waiting.add(question);
      if (!needsRunner()) {
        return;
      }
      running++;
      lastBegun = System.nanoTime();
    }
    try {
      executor.execute(this::run);
    } catch (Throwable e) { // also that no thread can be had
      StoreUnavailableException reason = new StoreUnavailableException("no thread", e);
      stopped().forEach(left -> left.answer().completeExceptionally(reason));
    }
  }

  private boolean needsRunner() {
    return running == 0
        || (running < MOST_RUNNING && System.nanoTime() - lastBegun > SLOW.toNanos());
  }

  /** Those who relied on a thread that there is not. */
  private List<Question<K, V>> stopped() {
    synchronized (waiting) {
      running--;
      List<Question<K, V>> left = running == 0 ? List.copyOf(waiting) : List.of();
      waiting.removeAll(left);
      return left;
    }
  }

  private void run() {
    for (var batch = next(); !batch.isEmpty(); batch = next()) {
      answer(batch);
    }
  }

  private List<Question<K, V>> next() {
    synchronized (waiting) {
      List<Question<K, V>> batch = new ArrayList<>();
      int keys = 0;
      while (!waiting.isEmpty() && (keys == 0 || keys + waiting.peek().size() <= mostKeys)) {
        Question<K, V> question = waiting.remove();
        keys += question.size();
        batch.add(question);
      }
      if (batch.isEmpty()) {
        running--;
      }
      lastBegun = System.nanoTime();
      return batch;
    }
  }

  private void answer(List<Question<K, V>> batch) {
    List<Question<K, V>> late = batch.stream().filter(Question::isLate).toList();
    batch.removeAll(late);
    fail(late, new StoreUnavailableException("no answer in time", null));
    if (!batch.isEmpty()) {
      lookUp(batch);
    }
  }

  private void lookUp(List<Question<K, V>> questions) {
    try {
      Set<K> keys = new HashSet<>();
      questions.forEach(question -> keys.addAll(question.keys()));
      Map<K, V> found = source.apply(keys);
      handOver(() -> questions.forEach(question -> question.answer().complete(found)));
    } catch (Throwable e) {
      fail(questions, e);
    }
  }

  private void fail(List<Question<K, V>> questions, Throwable reason) {
    if (!questions.isEmpty()) {
      handOver(() -> questions.forEach(q -> q.answer().completeExceptionally(reason)));
    }
  }

  /** What callers do with their answers is not to keep the next batch waiting. */
  private void handOver(Runnable answers) {
    try {
      executor.execute(answers);
    } catch (Throwable e) { // no thread can be had: late is better than never
      answers.run();
    }
  }

  private Map<K, V> await(CompletableFuture<Map<K, V>> answer) {
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new StoreUnavailableException("no answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** Each caller's own where it is usual that there is one. */
  private static RuntimeException failure(Throwable cause) {
    return switch (cause) {
      case StoreUnavailableException e -> new StoreUnavailableException(e.getMessage(), e);
      case RuntimeException e -> e;
      default -> new IllegalStateException(cause);
    };
  }

  private record Question<K, V>(
      Collection<K> keys, CompletableFuture<Map<K, V>> answer, Deadline deadline) {

    int size() {
      return keys.size();
    }

    boolean isLate() {
      return !deadline.allows(Duration.ZERO);
    }
  }
}
