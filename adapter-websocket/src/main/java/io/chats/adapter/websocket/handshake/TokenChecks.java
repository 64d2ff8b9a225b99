package io.chats.adapter.websocket.handshake;

import io.chats.domain.port.TokenVerifier;
import io.chats.domain.port.TokenVerifier.Unavailable;
import io.chats.domain.port.TokenVerifier.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets as many tokens be checked at a time as the user service takes, see {@link AdaptiveLimit}.
 * The others wait: owners of known tokens go first, and addresses that fail again and again last
 * and never in more than half of the places. Who has waited for too long may try later. Safe for
 * use by any thread.
 */
final class TokenChecks {

  /** The order in which clients have their tokens checked when many wait. */
  enum Rank {
    KNOWN,
    ORDINARY,
    SUSPECT
  }

  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private final TokenVerifier tokens;
  private final AdaptiveLimit limit = new AdaptiveLimit();
  private final Map<Rank, Queue<CompletableFuture<Boolean>>> waiting = new EnumMap<>(Rank.class);
  private int running;
  private int suspects;

  TokenChecks(TokenVerifier tokens) {
    this.tokens = tokens;
    for (Rank rank : Rank.values()) {
      waiting.put(rank, new ArrayDeque<>());
    }
  }

  /** Checks a token. Blocks until it is its turn, and while the user service is asked. */
  Verdict verify(String token, Rank rank) {
    if (!awaitTurn(rank)) {
      return new Unavailable();
    }
    long start = System.nanoTime();
    Verdict verdict = new Unavailable();
    try {
      verdict = tokens.verify(token);
      return verdict;
    } finally {
      ended(rank, System.nanoTime() - start, !(verdict instanceof Unavailable));
    }
  }

  /** The number of clients that wait. */
  synchronized int waiting() {
    return waiting.values().stream().mapToInt(Queue::size).sum();
  }

  private boolean awaitTurn(Rank rank) {
    CompletableFuture<Boolean> turn = new CompletableFuture<>();
    synchronized (this) {
      waiting.get(rank).add(turn);
      startWaiting();
    }
    if (turn.completeOnTimeout(false, MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS).join()) {
      return true;
    }
    synchronized (this) {
      waiting.get(rank).removeIf(CompletableFuture::isDone);
    }
    return false;
  }

  private synchronized void ended(Rank rank, long tookNanos, boolean answered) {
    count(rank, -1);
    if (answered) {
      limit.answered(tookNanos, waiting.values().stream().anyMatch(queue -> !queue.isEmpty()));
    } else {
      limit.unanswered();
    }
    startWaiting();
  }

  private void startWaiting() {
    Optional<Rank> next = next();
    while (next.isPresent()) {
      // Who has given up just now gets no place.
      if (waiting.get(next.get()).remove().complete(true)) {
        count(next.get(), 1);
      }
      next = next();
    }
  }

  /** The first in order who may start now. */
  private Optional<Rank> next() {
    if (running >= limit.limit()) {
      return Optional.empty();
    }
    return waiting.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .filter(rank -> rank != Rank.SUSPECT || suspects < limit.limit() / 2)
        .findFirst();
  }

  private void count(Rank rank, int more) {
    running += more;
    if (rank == Rank.SUSPECT) {
      suspects += more;
    }
  }
}
