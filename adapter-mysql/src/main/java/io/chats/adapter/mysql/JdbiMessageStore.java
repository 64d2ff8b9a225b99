package io.chats.adapter.mysql;

import io.chats.adapter.mysql.append.AppendBacklog;
import io.chats.adapter.mysql.append.AppendLane;
import io.chats.adapter.mysql.append.AppendRequest;
import io.chats.adapter.mysql.append.AppendTransaction;
import io.chats.adapter.mysql.append.Appender;
import io.chats.adapter.mysql.append.GroupWriter;
import io.chats.adapter.mysql.append.LockWaiter;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.NewMessage;
import io.chats.domain.port.MessageStore;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
 * Messages in the database. Requests that wait at the same time are stored in one transaction,
 * since a commit costs far more than a row; a chat's always by the same appender, in their order.
 */
public final class JdbiMessageStore implements MessageStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JdbiMessageStore.class);

  private final Duration budget;
  private final List<AppendLane> lanes;
  private final List<Appender> appenders;
  private final RecentAppends recent;

  private JdbiMessageStore(
      Duration budget, List<AppendLane> lanes, List<Appender> appenders, RecentAppends recent) {
    this.budget = budget;
    this.lanes = lanes;
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
   * @param monitor is told of each transaction
   */
  public static JdbiMessageStore start(
      Database database,
      Executor executor,
      Clock clock,
      AppenderSettings settings,
      AppendMonitor monitor) {
    AppendTransaction transaction = new AppendTransaction(clock);
    RecentAppends recent = new RecentAppends();
    Supplier<GroupWriter> store = () -> new GroupWriter(database, transaction, monitor, recent);
    List<AppendLane> lanes =
        Stream.generate(() -> new AppendLane(settings.laneCapacity()))
            .limit(settings.lanes())
            .toList();
    List<Appender> appenders = new ArrayList<>();
    for (AppendLane lane : lanes) {
      AppendBacklog backlog = new AppendBacklog(lane, settings);
      LockWaiter waits = new LockWaiter(store.get(), backlog, lane, executor);
      appenders.add(new Appender(store.get(), lane, backlog, waits));
    }
    appenders.forEach(executor::execute);
    return new JdbiMessageStore(database.budget(), lanes, List.copyOf(appenders), recent);
  }

  @Override
  public CompletionStage<Appended> append(ChatId chat, UserId author, List<NewMessage> messages) {
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to append");
    }
    AppendRequest request = new AppendRequest(new ParticipantKey(chat, author), messages, budget);
    switch (lane(chat).offer(request)) {
      case ACCEPTED -> {}
      case FULL ->
          request.fail(new RefusedException(new Refusal.Overloaded("messages to be stored")));
      case CLOSED -> request.fail(new StoreUnavailableException("the store is closed", null));
    }
    return request.answer();
  }

  /** What it appended a moment ago, for the directory of the same node. */
  public RecentAppends recent() {
    return recent;
  }

  /** How many messages were accepted and have not been answered. */
  public int outstanding() {
    return lanes.stream().mapToInt(AppendLane::outstanding).sum();
  }

  /** Accepts no more, and waits until all that was accepted is answered: for a bounded time. */
  @Override
  public void close() {
    lanes.forEach(AppendLane::close);
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

  private AppendLane lane(ChatId chat) {
    return lanes.get(Math.floorMod(Long.hashCode(chat.value()), lanes.size()));
  }
}
