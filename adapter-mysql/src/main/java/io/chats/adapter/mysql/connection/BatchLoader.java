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
import java.util.stream.Collectors;

/**
 * Looks up together what several callers ask for at the same time, since a statement for many keys
 * costs little more than one for a few. A caller's keys are never looked up before it asked. A
 * look-up that fails is repeated in parts, so that keys which cannot be read fail their own caller
 * alone (spec G13); not when the database is away. Any thread may use it. The number of callers
 * that wait is bounded by the callers alone.
 */
public final class BatchLoader<K, V> {

  private static final int MAX_RUNNING = 3;

  /** A caller waits for the end of the running batch, unless that has taken so long. */
  private static final Duration SLOW = Duration.ofMillis(50);

  /** Each batch ends in time, but so many may wait that a caller's turn comes too late. */
  private static final Duration BUDGET = Duration.ofSeconds(5);

  private final Function<Set<K>, Map<K, V>> source;
  private final int maxKeys;
  private final Duration budget;
  private final Executor executor;
  private final Queue<Request<K, V>> waiting = new ArrayDeque<>();
  private int running;
  private long lastStarted;

  /**
   * @param source looks up; blocks for a bounded time
   * @param maxKeys of one batch, unless a single caller asks for more
   * @param executor runs the source, and completes the answers
   */
  public BatchLoader(Function<Set<K>, Map<K, V>> source, int maxKeys, Executor executor) {
    this(source, maxKeys, BUDGET, executor);
  }

  /**
   * @param budget for which a caller waits
   */
  BatchLoader(Function<Set<K>, Map<K, V>> source, int maxKeys, Duration budget, Executor executor) {
    this.source = source;
    this.maxKeys = maxKeys;
    this.budget = budget;
    this.executor = executor;
  }

  /**
   * Returns what is found for these keys, and blocks until then. Nothing is looked up for none.
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
   * Returns what is found for these keys and maybe for others; never blocks. Nothing is looked up
   * for none.
   *
   * @return completed by a task of the executor, or at once when it has no thread; fails with what
   *     the source threw for these keys, or with a {@link StoreUnavailableException}, the same for
   *     all of a batch, when the database is away or its turn came too late
   */
  public CompletableFuture<Map<K, V>> ask(Collection<K> keys) {
    if (keys.isEmpty()) {
      return CompletableFuture.completedFuture(Map.of());
    }
    Request<K, V> request = new Request<>(keys, new CompletableFuture<>(), Deadline.in(budget));
    add(request);
    return request.answer();
  }

  private void add(Request<K, V> request) {
    synchronized (waiting) {
      waiting.add(request);
      if (!needsRunner()) {
        return;
      }
      running++;
      lastStarted = System.nanoTime();
    }
    try {
      executor.execute(this::run);
    } catch (Throwable e) { // the executor may have no thread
      StoreUnavailableException reason = new StoreUnavailableException("no thread", e);
      withoutRunner().forEach(left -> left.answer().completeExceptionally(reason));
    }
  }

  private boolean needsRunner() {
    return running == 0
        || (running < MAX_RUNNING && System.nanoTime() - lastStarted > SLOW.toNanos());
  }

  /** The requests that will not be served, since the executor has no thread for them. */
  private List<Request<K, V>> withoutRunner() {
    synchronized (waiting) {
      running--;
      List<Request<K, V>> left = running == 0 ? List.copyOf(waiting) : List.of();
      waiting.removeAll(left);
      return left;
    }
  }

  private void run() {
    for (var batch = next(); !batch.isEmpty(); batch = next()) {
      answer(batch);
    }
  }

  private List<Request<K, V>> next() {
    synchronized (waiting) {
      List<Request<K, V>> batch = new ArrayList<>();
      int keys = 0;
      while (!waiting.isEmpty() && (keys == 0 || keys + waiting.peek().keys().size() <= maxKeys)) {
        Request<K, V> request = waiting.remove();
        keys += request.keys().size();
        batch.add(request);
      }
      if (batch.isEmpty()) {
        running--;
      }
      lastStarted = System.nanoTime();
      return batch;
    }
  }

  private void answer(List<Request<K, V>> batch) {
    Map<Boolean, List<Request<K, V>>> byLateness =
        batch.stream().collect(Collectors.partitioningBy(it -> it.deadline().hasPassed()));
    fail(byLateness.get(true), new StoreUnavailableException("no answer in time", null));
    if (!byLateness.get(false).isEmpty()) {
      lookUp(byLateness.get(false));
    }
  }

  private void lookUp(List<Request<K, V>> requests) {
    try {
      Set<K> keys = new HashSet<>();
      requests.forEach(request -> keys.addAll(request.keys()));
      Map<K, V> found = source.apply(keys);
      complete(() -> requests.forEach(request -> request.answer().complete(found)));
    } catch (StoreUnavailableException | Error e) {
      fail(requests, e);
    } catch (RuntimeException e) {
      repeatInParts(requests, e);
    }
  }

  /** Halves are repeated until what fails is alone, but none for which it is too late. */
  private void repeatInParts(List<Request<K, V>> requests, RuntimeException reason) {
    if (requests.size() == 1) {
      fail(requests, reason);
      return;
    }
    int middle = requests.size() / 2;
    answer(requests.subList(0, middle));
    answer(requests.subList(middle, requests.size()));
  }

  private void fail(List<Request<K, V>> requests, Throwable reason) {
    if (!requests.isEmpty()) {
      complete(() -> requests.forEach(it -> it.answer().completeExceptionally(reason)));
    }
  }

  /** Runs as a task of its own, so that what callers attached does not delay the next batch. */
  private void complete(Runnable answers) {
    try {
      executor.execute(answers);
    } catch (Throwable e) { // the executor has no thread, and a late answer is better than none
      answers.run();
    }
  }

  private Map<K, V> await(CompletableFuture<Map<K, V>> answer) {
    try {
      return answer.get(budget.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new StoreUnavailableException("no answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** Outages are usual, so each caller gets an exception with its own stack. */
  private static RuntimeException failure(Throwable cause) {
    return switch (cause) {
      case StoreUnavailableException e -> new StoreUnavailableException(e.getMessage(), e);
      case RuntimeException e -> e;
      default -> new IllegalStateException(cause);
    };
  }

  private record Request<K, V>(
      Collection<K> keys, CompletableFuture<Map<K, V>> answer, Deadline deadline) {}
}
