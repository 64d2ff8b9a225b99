package io.chats.launcher.wiring;

import io.chats.adapter.monitoring.metrics.AppendMetrics;
import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.mysql.AppenderSettings;
import io.chats.adapter.mysql.ChatUpdatesPurge;
import io.chats.adapter.mysql.Database;
import io.chats.adapter.mysql.JdbiChangeFeed;
import io.chats.adapter.mysql.JdbiChatDirectory;
import io.chats.adapter.mysql.JdbiChatStore;
import io.chats.adapter.mysql.JdbiMessageHistory;
import io.chats.adapter.mysql.JdbiMessageStore;
import io.chats.adapter.mysql.JdbiReminderStore;
import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.ChatCache;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.port.MessageStore;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.support.PeriodicTask;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores of a node, over the database of either mode. */
record Stores(
    Database database,
    ChatStore chats,
    MessageStore messages,
    MessageHistory history,
    ChatDirectory directory,
    ChangeFeed feed,
    ReminderStore reminders) {

  private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

  private static final Duration PURGING = Duration.ofMinutes(1);

  /**
   * @param appends connections for storing messages, which other statements do not hold up; may be
   *     the same as the other ones
   * @param busTimeout the time for which callers wait
   */
  static Stores over(
      DataSource dataSource,
      DataSource appends,
      Duration busTimeout,
      ChatCache cache,
      ProcessResources resources) {
    Database database = Database.over(dataSource, Budgets.database(busTimeout));
    ExecutorService threads = databaseThreads(resources);
    JdbiMessageStore messages =
        JdbiMessageStore.start(
            database.sharing(appends, Budgets.append(busTimeout)),
            threads,
            resources.clock(),
            AppenderSettings.DEFAULT,
            new AppendMetrics(resources.metrics().registry())::stored);
    resources.metrics().show(Figure.APPEND_OUTSTANDING, messages::outstanding);
    resources.closers().add("message store", messages);
    purge(database, resources);
    return new Stores(
        database,
        new JdbiChatStore(database, threads),
        messages,
        new JdbiMessageHistory(database),
        new JdbiChatDirectory(database, cache, threads, messages.recent()),
        new JdbiChangeFeed(database),
        new JdbiReminderStore(database));
  }

  /** Any node does it: it is no work when another one has just done it. */
  private static void purge(Database database, ProcessResources resources) {
    ChatUpdatesPurge purge = new ChatUpdatesPurge(database);
    Runnable task =
        () -> {
          try {
            purge.purge();
          } catch (StoreUnavailableException e) {
            LOG.debug("Old updates stay until the next minute", e);
          } catch (RuntimeException e) {
            resources.failures().unforeseen(e, "purging old updates", Map.of());
          }
        };
    resources
        .closers()
        .add(
            "purge of updates",
            new PeriodicTask(task, PURGING, resources.executor(), resources.timer()));
  }

  /**
   * Platform threads for the few tasks that run one statement after the other on behalf of many
   * callers. A virtual thread would be scheduled anew after each answer, behind all tasks of those
   * callers.
   */
  private static ExecutorService databaseThreads(ProcessResources resources) {
    ExecutorService threads =
        Executors.newCachedThreadPool(Thread.ofPlatform().name("database-", 0).daemon().factory());
    resources.closers().add("database threads", threads::shutdownNow);
    return threads;
  }
}
