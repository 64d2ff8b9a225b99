package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.connection.StatementRefusedException;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.domain.model.Appended;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores groups of requests and answers every one of them. For one thread at a time. */
public final class GroupWriter {

  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

  private final Transactions transactions;
  private final AppendTransaction transaction;
  private final ObjIntConsumer<Duration> monitor;
  private final Consumer<Appended> listener;
  private final RepeatLookupSwitch repeatLookup = new RepeatLookupSwitch();

  /**
   * @param monitor is notified of the duration of each transaction and the messages in it
   * @param listener is notified of each append before its caller is
   */
  public GroupWriter(
      Transactions transactions,
      AppendTransaction transaction,
      ObjIntConsumer<Duration> monitor,
      Consumer<Appended> listener) {
    this.transactions = transactions;
    this.transaction = transaction;
    this.monitor = monitor;
    this.listener = listener;
  }

  /** Returns the requests whose chat another transaction has locked; all others are answered. */
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
   * Waits until no other transaction has locked the chat of the group, then stores it.
   *
   * @param more is asked to add to the group once the chat is locked
   * @return those of the whole group whose chat another transaction has locked
   * @throws StoreUnavailableException none is answered, and the outcome is unknown
   */
  List<AppendRequest> storeAfterWaiting(AppendGroup group, Consumer<AppendGroup> more) {
    Committed committed;
    try {
      committed = committedAfterWaiting(group, more);
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

  /** One request of the group cannot be stored; the others are stored without it. */
  private List<AppendRequest> storeOneByOne(List<AppendRequest> group, RuntimeException cause) {
    if (group.size() == 1) {
      LOG.warn("Cannot store {}", group.getFirst(), cause);
      group.getFirst().fail(cause);
      return List.of();
    }
    List<AppendRequest> locked = new ArrayList<>();
    for (AppendRequest request : group) {
      // Its chat may be unlocked by now, but then it would overtake those before it.
      boolean waits = locked.stream().anyMatch(it -> it.chat().equals(request.chat()));
      locked.addAll(waits ? List.of(request) : storeOrFail(List.of(request)));
    }
    return locked;
  }

  private Committed committed(List<AppendRequest> group) {
    return lookingForRepeatsIfNeeded(lookForRepeats -> {
      long start = System.nanoTime();
      return transactions.write(
          deadline(group),
          handle ->
              new Committed(
                  transaction.run(handle, group, lookForRepeats), messages(group), start));
    });
  }

  private Committed committedAfterWaiting(AppendGroup group, Consumer<AppendGroup> more) {
    AppendRequest first = group.requests().getFirst();
    return lookingForRepeatsIfNeeded(lookForRepeats ->
        transactions.write(
            deadline(group.requests()),
            handle -> {
              Transactions.limit(handle.getConnection(), deadline(group.requests()));
              AppendQueries.lockWaiting(handle.getConnection(), first.chat());
              long start = System.nanoTime();
              // A request with enough time must not fail together with one that has none left.
              if (deadline(group.requests()).allows(Transactions.MIN_BUDGET)) {
                more.accept(group);
              }
              List<AppendRequest> all = group.requests();
              Transactions.limit(handle.getConnection(), deadline(all));
              return new Committed(
                  transaction.run(handle, all, lookForRepeats), messages(all), start);
            }));
  }

  /**
   * @param store takes whether repeats are looked for before anything is inserted
   */
  private Committed lookingForRepeatsIfNeeded(Function<Boolean, Committed> store) {
    try {
      return store.apply(repeatLookup.isOn());
    } catch (StatementRefusedException e) {
      if (!e.isDuplicate()) {
        throw e;
      }
      return store.apply(true);
    }
  }

  /** Runs after the commit: a failure in here must not make anything be stored again. */
  private List<AppendRequest> answered(Committed committed) {
    AppendTransaction.Outcome outcome = committed.outcome();
    if (!outcome.decision().drafts().isEmpty()) {
      transactions.writes().wrote();
    }
    repeatLookup.noteGroup(outcome.decision().foundRepeats());
    outcome.answer(listener);
    List<AppendRequest> locked = outcome.locked();
    int stored = committed.messages() - messages(locked);
    if (stored > 0) {
      monitor.accept(Duration.ofNanos(System.nanoTime() - committed.start()), stored);
    }
    return locked;
  }

  private static int messages(List<AppendRequest> requests) {
    return requests.stream().mapToInt(AppendRequest::size).sum();
  }

  private static Deadline deadline(List<AppendRequest> group) {
    return group.stream().map(AppendRequest::deadline).reduce(Deadline::or).get();
  }

  /**
   * @param messages of the whole group
   * @param start of the transaction, on the scale of {@link System#nanoTime}
   */
  private record Committed(AppendTransaction.Outcome outcome, int messages, long start) {}
}
