package io.chats.adapter.mysql;

import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores what comes through one lane, group by group, whatever happens. */
final class Appender implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

  private final Database database;
  private final AppendTransaction transaction;
  private final Lane lane;
  private final Backlog backlog;
  private final AppendMonitor monitor;
  private final RepeatWatch repeats = new RepeatWatch();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  Appender(
      Database database,
      AppendTransaction transaction,
      Lane lane,
      Backlog backlog,
      AppendMonitor monitor) {
    this.database = database;
    this.transaction = transaction;
    this.lane = lane;
    this.backlog = backlog;
    this.monitor = monitor;
  }

  /** Completes when nothing is left to store, for good. */
  CompletableFuture<Void> end() {
    return end;
  }

  /** Until the lane is closed and all that it took is answered. */
  @Override
  public void run() {
    try {
      while (!backlog.isFinished()) {
        serve(backlog.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lane.close();
      backlog.abandon(new StoreUnavailableException("the appender was stopped", null));
      end.complete(null);
    }
  }

  private void serve(List<AppendRequest> group) {
    try {
      backlog.hold(store(group));
    } catch (Throwable e) {
      LOG.error("Appending failed in an unforeseen way", e);
      group.forEach(request -> request.fail(e));
    }
  }

  /** The requests whose chat is locked by somebody else. */
  private List<AppendRequest> store(List<AppendRequest> group) {
    if (group.isEmpty()) {
      return List.of();
    }
    try {
      return storeTogether(group);
    } catch (StoreUnavailableException e) {
      group.forEach(request -> request.fail(e));
      return List.of();
    } catch (RuntimeException e) {
      return storeOneByOne(group, e);
    }
  }

  /** Something is wrong with one of them, and the others shall not suffer for it. */
  private List<AppendRequest> storeOneByOne(List<AppendRequest> group, RuntimeException cause) {
    if (group.size() == 1) {
      LOG.warn("Cannot store {}", group.getFirst(), cause);
      group.getFirst().fail(cause);
      return List.of();
    }
    List<AppendRequest> locked = new ArrayList<>();
    for (AppendRequest request : group) {
      // Its chat may be free again by now, but then those before it would be overtaken.
      boolean waits = locked.stream().anyMatch(it -> it.chat().equals(request.chat()));
      locked.addAll(waits ? List.of(request) : store(List.of(request)));
    }
    return locked;
  }

  private List<AppendRequest> storeTogether(List<AppendRequest> group) {
    long start = System.nanoTime();
    GroupOutcome outcome;
    try {
      outcome = stored(group, repeats.isOn());
    } catch (StatementRefusedException e) {
      if (!e.isDuplicate()) {
        throw e;
      }
      outcome = stored(group, true);
    }
    repeats.seen(outcome.hasRepeats());
    outcome.answer();
    tell(messages(group) - messages(outcome.locked()), start);
    return outcome.locked();
  }

  private void tell(int messages, long start) {
    if (messages > 0) {
      monitor.stored(messages, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static int messages(List<AppendRequest> requests) {
    return requests.stream().mapToInt(AppendRequest::size).sum();
  }

  private GroupOutcome stored(List<AppendRequest> group, boolean lookFirst) {
    Deadline deadline = group.stream().map(AppendRequest::deadline).reduce(Deadline::or).get();
    return database.write(deadline, handle -> transaction.run(handle, group, lookFirst));
  }
}
