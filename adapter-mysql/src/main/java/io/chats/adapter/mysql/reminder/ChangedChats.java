package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reviews the chats that changed, many in one transaction. When that fails, it goes on with half as
 * many, until the chat that fails is alone: this one is set aside, and the others go on. The number
 * is kept from one call to the next, so that calls which run out of time get there as well. A chat
 * that failed before is reviewed alone. Any thread may use it.
 */
public final class ChangedChats {

  /** So few that their locks are held for some milliseconds only. */
  private static final int MAX_LOCKED_CHATS = 128;

  /** When so many chats in a row get no answer by themselves, it is due to the database. */
  private static final int MAX_UNANSWERED = 3;

  private final Transactions transactions;
  private final Failing<ChatId> failing = new Failing<>("Looking for unread messages");
  private final AtomicInteger together = new AtomicInteger(MAX_LOCKED_CHATS);

  public ChangedChats(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Reviews chats until the deadline has passed.
   *
   * @return the number of spells that began or went on
   * @throws StoreUnavailableException if the database does not answer
   */
  public int review(Deadline end) {
    Run run = new Run();
    long reached = 0;
    boolean more = true;
    while (more) {
      List<ChatId> changed = changedAfter(reached);
      run.review(changed, end);
      more = changed.size() == MAX_LOCKED_CHATS && !end.hasPassed();
      reached = more ? changed.getLast().value() : reached;
    }
    return run.began;
  }

  private List<ChatId> changedAfter(long chat) {
    return transactions.read(handle -> SpellReview.changedAfter(handle, chat, MAX_LOCKED_CHATS));
  }

  /** One call. */
  private final class Run {

    private final Deque<ChatId> waiting = new ArrayDeque<>();
    private int began;
    private int unanswered;

    /** Reviews these chats; what is not reached in time stays with the next call. */
    void review(List<ChatId> changed, Deadline end) {
      waiting.clear();
      changed.stream().filter(chat -> !failing.isPaused(chat)).forEach(waiting::add);
      boolean more = !waiting.isEmpty();
      while (more) {
        review(next());
        more = !waiting.isEmpty() && !end.hasPassed();
      }
    }

    private List<ChatId> next() {
      return failing.hasFailed(waiting.getFirst())
          ? List.of(waiting.getFirst())
          : waiting.stream()
              .limit(together.get())
              .takeWhile(chat -> !failing.hasFailed(chat))
              .toList();
    }

    private void review(List<ChatId> chats) {
      try {
        SpellReview.Result result = transactions.write(handle -> SpellReview.run(handle, chats));
        chats.forEach(chat -> waiting.remove());
        began += result.began();
        if (result.chats() == chats.size()) {
          succeeded(chats);
        }
      } catch (StoreUnavailableException e) {
        requireAnswer();
        failed(chats, e);
        unanswered = chats.size() == 1 ? unanswered + 1 : 0;
        if (unanswered == MAX_UNANSWERED) {
          throw e;
        }
      } catch (RuntimeException e) {
        failed(chats, e);
      }
    }

    /** Not of chats that were locked, which may be so by a review that was given up. */
    private void succeeded(List<ChatId> chats) {
      unanswered = 0;
      together.updateAndGet(size -> Math.min(2 * size, MAX_LOCKED_CHATS));
      chats.forEach(failing::succeeded);
    }

    private void failed(List<ChatId> chats, RuntimeException reason) {
      if (chats.size() == 1) {
        failing.failed(waiting.remove(), chats.getFirst(), reason);
      } else {
        together.set(chats.size() / 2);
      }
    }

    /** When the database answers something else, the failure is one of these chats. */
    private void requireAnswer() {
      transactions.read(handle -> handle.select("SELECT 1").mapTo(Integer.class).one());
    }
  }
}
