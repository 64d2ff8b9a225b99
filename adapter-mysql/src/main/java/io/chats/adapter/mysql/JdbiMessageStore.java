package io.chats.adapter.mysql;

import io.chats.adapter.mysql.append.AppendGroup;
import io.chats.adapter.mysql.append.AppendRequest;
import io.chats.adapter.mysql.append.AppendTransaction;
import io.chats.adapter.mysql.append.Appender;
import io.chats.adapter.mysql.append.GroupWriter;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Appended;
import io.chats.domain.model.NewMessage;
import io.chats.domain.port.MessageStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores messages in the database. Requests that wait at the same time are stored in one
 * transaction, since a commit costs far more than a row. All requests of a chat go to the same
 * appender, which keeps their order.
 */
public final class JdbiMessageStore implements MessageStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JdbiMessageStore.class);

  private final Duration budget;
  private final List<Appender> appenders;
  private final RecentAppends recent;

  private JdbiMessageStore(Duration budget, List<Appender> appenders, RecentAppends recent) {
    this.budget = budget;
    this.appenders = appenders;
    this.recent = recent;
  }

  /**
   * Starts appending. Each request is answered within the database's budget for a call.
   *
   * @param executor gives each lane a thread of its own until {@link #close}, and a second one
   *     whenever it has to wait for a lock: needs two for each lane
   */
  public static JdbiMessageStore start(
      Database database, Executor executor, Clock clock, AppenderSettings settings) {
    return start(database, executor, clock, settings, AppendMonitor.none());
  }

  /**
   * As {@link #start(Database, Executor, Clock, AppenderSettings)}.
   *
   * @param monitor is notified of each transaction
   */
  public static JdbiMessageStore start(
      Database database,
      Executor executor,
      Clock clock,
      AppenderSettings settings,
      AppendMonitor monitor) {
    AppendTransaction transaction = new AppendTransaction(clock);
    RecentAppends recent = new RecentAppends();
    Supplier<GroupWriter> writers =
        () ->
            new GroupWriter(
                database.transactions(),
                transaction,
                (took, messages) -> monitor.stored(messages, took),
                recent::add);
    AppendGroup.Bounds bounds =
        new AppendGroup.Bounds(settings.groupMessages(), settings.groupChars());
    List<Appender> appenders =
        Stream.generate(() -> new Appender(writers, settings.laneCapacity(), bounds, executor))
            .limit(settings.lanes())
            .toList();
    appenders.forEach(executor::execute);
    return new JdbiMessageStore(database.transactions().budget(), appenders, recent);
  }

  @Override
  public CompletionStage<Appended> append(ChatId chat, UserId author, List<NewMessage> messages) {
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to append");
    }
    return appenders
        .get(Math.floorMod(Long.hashCode(chat.value()), appenders.size()))
        .append(new AppendRequest(new ParticipantKey(chat, author), messages, budget));
  }

  /** The recent appends of this store, for the directory of the same node. */
  public RecentAppends recent() {
    return recent;
  }

  /** The number of messages that were accepted and have not been answered. */
  public int outstanding() {
    return appenders.stream().mapToInt(Appender::outstanding).sum();
  }

  /** Accepts no more, and blocks for a bounded time until all that was accepted is answered. */
  @Override
  public void close() {
    appenders.forEach(Appender::close);
    CompletableFuture<?>[] ends =
        appenders.stream().map(Appender::end).toArray(CompletableFuture[]::new);
    boolean ended =
        CompletableFuture.allOf(ends)
            .handle((nothing, failure) -> true)
            .completeOnTimeout(false, 2 * budget.toMillis(), TimeUnit.MILLISECONDS)
            .join();
    if (!ended) {
      LOG.warn("Appenders are still at work after {}", budget.multipliedBy(2));
    }
  }
}
