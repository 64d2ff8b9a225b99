package io.chats.launcher.wiring;

import io.chats.adapter.management.health.Dependency;
import io.chats.adapter.monitoring.metrics.AppendMetrics;
import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.mysql.AppenderSettings;
import io.chats.adapter.mysql.Database;
import io.chats.adapter.mysql.JdbiChatDirectory;
import io.chats.adapter.mysql.JdbiChatStore;
import io.chats.adapter.mysql.JdbiMessageHistory;
import io.chats.adapter.mysql.JdbiMessageStore;
import io.chats.adapter.mysql.JdbiReminderStore;
import io.chats.domain.port.ChatCache;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.port.MessageStore;
import io.chats.domain.port.ReminderStore;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** The stores, over whichever database. */
record Stores(
    Database database,
    ChatStore chats,
    MessageStore messages,
    MessageHistory history,
    ChatDirectory directory,
    ReminderStore reminders) {

  /** A full pool or a slow answer now and then is no outage. */
  private static final int TOLERATED = 2;

  /**
   * @param appends for messages alone, so that whatever else is asked holds up none; may be the
   *     same
   * @param busTimeout how long callers wait
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
            Database.over(appends, Budgets.append(busTimeout)),
            threads,
            resources.clock(),
            AppenderSettings.DEFAULT,
            new AppendMetrics(resources.metrics().registry())::stored);
    resources.metrics().show(Figure.APPEND_OUTSTANDING, messages::outstanding);
    resources.closers().add("message store", messages);
    return new Stores(
        database,
        new JdbiChatStore(database, threads),
        messages,
        new JdbiMessageHistory(database),
        new JdbiChatDirectory(database, cache, threads, messages.recent()),
        new JdbiReminderStore(database));
  }

  /**
   * For the few that ask the database one thing after the other on behalf of many. A virtual thread
   * would be scheduled anew after each answer, behind all that those many have to do.
   */
  private static ExecutorService databaseThreads(ProcessResources resources) {
    ExecutorService threads =
        Executors.newCachedThreadPool(Thread.ofPlatform().name("database-", 0).daemon().factory());
    resources.closers().add("database threads", threads::shutdownNow);
    return threads;
  }

  /** Names the database, for as long as it is waited for. */
  static Dependency expected(ProcessResources resources) {
    return resources.expect(DependencyNames.DATABASE, true, TOLERATED);
  }
}
