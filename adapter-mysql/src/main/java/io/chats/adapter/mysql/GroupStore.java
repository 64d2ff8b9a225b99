package io.chats.adapter.mysql;

import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores groups of requests and answers them, whatever happens. For one thread. */
final class GroupStore {

  private static final Logger LOG = LoggerFactory.getLogger(GroupStore.class);

  private final Database database;
  private final AppendTransaction transaction;
  private final AppendMonitor monitor;
  private final RecentAppends recent;
  private final RepeatWatch repeats = new RepeatWatch();

  GroupStore(
      Database database,
      AppendTransaction transaction,
      AppendMonitor monitor,
      RecentAppends recent) {
    this.database = database;
    this.transaction = transaction;
    this.monitor = monitor;
    this.recent = recent;
  }

  /** Returns the requests whose chat is locked by somebody else; all others are answered. */
  List<AppendRequest> store(List<AppendRequest> group) {
    if (group.isEmpty()) {
      return List.of();
    }
    try {
      return storeOrFail(group);
    } catch (Throwable e) {
      LOG.error("Appending failed in an unforeseen way", e);
      group.forEach(request -> request.fail(e));
      return List.of();
    }
  }

  /**
   * Waits until the chat of a group is no longer locked by somebody else, and stores then.
   *
   * @param more is asked to add to the group once the chat is locked
   * @return those of the whole group whose chat is locked by somebody else
   */
  List<AppendRequest> storeInTurn(Group group, Consumer<Group> more) {
    try {
      return storeTogether(group, more);
    } catch (StoreUnavailableException e) {
      group.requests().forEach(request -> request.fail(e));
      return List.of();
    } catch (Throwable e) {
      return store(group.requests());
    }
  }

  private List<AppendRequest> storeTogether(Group group, Consumer<Group> more) {
    long start = System.nanoTime();
    AppendRequest first = group.requests().getFirst();
    GroupOutcome outcome =
        database.write(
            deadline(group.requests()),
            handle -> {
              transaction.await(handle, first.chat());
              more.accept(group);
              return transaction.run(handle, group.requests(), repeats.isOn());
            });
    return answered(outcome, messages(group.requests()), start);
  }

  private List<AppendRequest> storeOrFail(List<AppendRequest> group) {
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
      locked.addAll(waits ? List.of(request) : storeOrFail(List.of(request)));
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
    return answered(outcome, messages(group), start);
  }

  private List<AppendRequest> answered(GroupOutcome outcome, int messages, long start) {
    outcome.answer(recent::add);
    int stored = messages - messages(outcome.locked());
    if (stored > 0) {
      monitor.stored(stored, Duration.ofNanos(System.nanoTime() - start));
    }
    return outcome.locked();
  }

  private static int messages(List<AppendRequest> requests) {
    return requests.stream().mapToInt(AppendRequest::size).sum();
  }

  private GroupOutcome stored(List<AppendRequest> group, boolean lookFirst) {
    return database.write(deadline(group), handle -> transaction.run(handle, group, lookFirst));
  }

  private static Deadline deadline(List<AppendRequest> group) {
    return group.stream().map(AppendRequest::deadline).reduce(Deadline::or).get();
  }
}
