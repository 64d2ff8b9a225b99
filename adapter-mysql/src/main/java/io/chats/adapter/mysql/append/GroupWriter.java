package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.AppendMonitor;
import io.chats.adapter.mysql.Database;
import io.chats.adapter.mysql.RecentAppends;
import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.connection.StatementRefusedException;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores groups of requests and answers them, whatever happens. For one thread at a time. */
public final class GroupWriter {

  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

  private final Database database;
  private final AppendTransaction transaction;
  private final AppendMonitor monitor;
  private final RecentAppends recent;
  private final RepeatLookupSwitch repeats = new RepeatLookupSwitch();

  public GroupWriter(
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
   * @throws StoreUnavailableException none is answered, and what was stored is not known
   */
  List<AppendRequest> storeInTurn(AppendGroup group, Consumer<AppendGroup> more) {
    Committed committed;
    try {
      committed = committedInTurn(group, more);
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) { // nothing was stored
      return store(group.requests());
    }
    return answered(committed);
  }

  private List<AppendRequest> storeOrFail(List<AppendRequest> group) {
    Committed committed;
    try {
      committed = committed(group);
    } catch (StoreUnavailableException e) {
      group.forEach(request -> request.fail(e));
      return List.of();
    } catch (RuntimeException e) {
      return storeOneByOne(group, e);
    }
    return answered(committed);
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

  private Committed committed(List<AppendRequest> group) {
    return lookingForRepeatsIfNeeded(lookFirst -> {
      long start = System.nanoTime();
      return database.write(
          deadline(group),
          handle ->
              new Committed(transaction.run(handle, group, lookFirst), messages(group), start));
    });
  }

  private Committed committedInTurn(AppendGroup group, Consumer<AppendGroup> more) {
    AppendRequest first = group.requests().getFirst();
    return lookingForRepeatsIfNeeded(lookFirst ->
        database.write(
            deadline(group.requests()),
            handle -> {
              Database.limit(handle.getConnection(), deadline(group.requests()));
              transaction.await(handle, first.chat());
              long start = System.nanoTime();
              // Those who have time left shall not fail with one who has none.
              if (deadline(group.requests()).allows(Database.LEAST_BUDGET)) {
                more.accept(group);
              }
              List<AppendRequest> all = group.requests();
              Database.limit(handle.getConnection(), deadline(all));
              return new Committed(transaction.run(handle, all, lookFirst), messages(all), start);
            }));
  }

  /**
   * @param store whether repeats are looked for before anything is stored
   */
  private Committed lookingForRepeatsIfNeeded(Function<Boolean, Committed> store) {
    try {
      return store.apply(repeats.isOn());
    } catch (StatementRefusedException e) {
      if (!e.isDuplicate()) {
        throw e;
      }
      return store.apply(true);
    }
  }

  /** After the commit: whatever fails here must not have anything stored again. */
  private List<AppendRequest> answered(Committed committed) {
    GroupOutcome outcome = committed.outcome();
    repeats.seen(outcome.hasRepeats());
    outcome.answer(recent::add);
    int stored = committed.messages() - messages(outcome.locked());
    if (stored > 0) {
      monitor.stored(stored, Duration.ofNanos(System.nanoTime() - committed.start()));
    }
    return outcome.locked();
  }

  private static int messages(List<AppendRequest> requests) {
    return requests.stream().mapToInt(AppendRequest::size).sum();
  }

  private static Deadline deadline(List<AppendRequest> group) {
    return group.stream().map(AppendRequest::deadline).reduce(Deadline::or).get();
  }

  /**
   * @param messages of the whole group
   * @param start when the group was begun, of {@link System#nanoTime}
   */
  private record Committed(GroupOutcome outcome, int messages, long start) {}
}
