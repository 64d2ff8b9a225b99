package io.chats.adapter.mysql.directory;

import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks participations in closed chats as such that nodes of former releases left unmarked, once a
 * reader has come across them. A closed chat stays closed and takes no message, so this needs no
 * lock of the chat, and may happen at any time. It runs in small transactions in the background;
 * what it does not do is found by the next reader. Any thread may use it.
 */
public final class ClosedChatMarker {

  private static final Logger LOG = LoggerFactory.getLogger(ClosedChatMarker.class);

  /** The number of chats that are marked in one transaction. */
  private static final int STEP = 64;

  /** The number of chats that are marked after one reading. */
  private static final int MAX_CHATS = 4096;

  private static final String MARK =
      """
      UPDATE subscriptions SET closed_activity = :activity
      WHERE chat_id = :chat AND closed_activity IS NULL
      """;

  private final Transactions transactions;
  private final Executor executor;
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * @param executor runs the marking, which blocks
   */
  public ClosedChatMarker(Transactions transactions, Executor executor) {
    this.transactions = transactions;
    this.executor = executor;
  }

  /**
   * Marks closed chats, unless it is busy with others. Neither blocks nor throws.
   *
   * @param closed with the last activity of each
   */
  public void mark(Map<ChatId, Instant> closed) {
    if (closed.isEmpty() || !running.compareAndSet(false, true)) {
      return;
    }
    try {
      Map<ChatId, Instant> copy = Map.copyOf(closed);
      executor.execute(() -> run(copy));
    } catch (RejectedExecutionException e) {
      running.set(false);
    }
  }

  private void run(Map<ChatId, Instant> closed) {
    try {
      // In the order of ids, so that nodes which mark the same chats wait for each other in turn.
      Map<Long, Instant> ordered = new TreeMap<>();
      closed.entrySet().stream()
          .limit(MAX_CHATS)
          .forEach(it -> ordered.put(it.getKey().value(), it.getValue()));
      List<Map.Entry<Long, Instant>> all = new ArrayList<>(ordered.entrySet());
      for (int from = 0; from < all.size(); from += STEP) {
        markSome(all.subList(from, Math.min(from + STEP, all.size())));
      }
    } catch (RuntimeException e) {
      LOG.debug("Some closed chats stay unmarked until the next reader", e);
    } finally {
      running.set(false);
    }
  }

  private void markSome(List<Map.Entry<Long, Instant>> closed) {
    var unusedCounts = transactions.write(handle -> execute(handle, closed));
  }

  private static int[] execute(Handle handle, List<Map.Entry<Long, Instant>> closed) {
    PreparedBatch batch = handle.prepareBatch(MARK);
    closed.forEach(it ->
        batch.bind("chat", it.getKey()).bind("activity", UtcTime.argument(it.getValue())).add());
    return batch.execute();
  }
}
