package io.chats.adapter.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.port.MessageStore;
import io.chats.domain.port.ReminderStore;
import io.chats.testing.contract.Storage;
import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.network.TcpProxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The stores of one node, with a connection pool of its own. */
public final class TestNode implements Storage, AutoCloseable {

  public static final Duration PATIENT = Duration.ofSeconds(10);

  private final HikariDataSource dataSource;
  private final Database database;
  private final ChatStore chats;
  private final JdbiMessageStore messages;
  private final MessageHistory history;
  private final ChatDirectory directory;
  private final ChangeFeed feed;
  private final ReminderStore reminders;

  private TestNode(HikariDataSource dataSource, Duration budget) {
    this.dataSource = dataSource;
    this.database = Database.over(dataSource, budget);
    this.chats = new JdbiChatStore(database, threads());
    this.messages =
        JdbiMessageStore.start(database, threads(), Clock.systemUTC(), AppenderSettings.DEFAULT);
    this.history = new JdbiMessageHistory(database);
    this.directory =
        new JdbiChatDirectory(database, new MapChatCache(), threads(), messages.recent());
    this.feed = new JdbiChangeFeed(database);
    this.reminders = new JdbiReminderStore(database);
  }

  /** Uses an H2 database in memory; nodes with the same name share it. */
  public static TestNode h2(String name) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(h2Url(name));
    TestNode node = new TestNode(new HikariDataSource(config), PATIENT);
    Migrations.of(node.dataSource).run();
    return node;
  }

  /** The URL of a database in memory, which lives as long as this JVM. */
  static String h2Url(String name) {
    return "jdbc:h2:mem:" + name + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1";
  }

  /** Uses a budget that suffices on a slow machine. */
  public static TestNode of(PrivateDatabase server) {
    return of(patient(server));
  }

  public static TestNode of(PrivateDatabase server, Duration budget) {
    return of(settings(server).callBudget(budget).build());
  }

  /** Connects through a proxy in front of the server. */
  static TestNode of(PrivateDatabase server, TcpProxy proxy, Duration budget) {
    return of(settings(server).port(proxy.port()).callBudget(budget).build());
  }

  static TestNode of(DataSourceSettings settings) {
    Migrations.of(settings).run();
    return new TestNode(MySqlDataSource.open(settings), settings.callBudget());
  }

  /** Settings with a budget that suffices for the first connection on a slow machine. */
  public static DataSourceSettings patient(PrivateDatabase server) {
    return settings(server).callBudget(PATIENT).build();
  }

  public static DataSourceSettings.Builder settings(PrivateDatabase server) {
    return DataSourceSettings.builder(server.host(), server.database())
        .port(server.port())
        .credentials(server.user(), server.password());
  }

  public static Executor threads() {
    return task -> Thread.ofVirtual().start(task);
  }

  public Transactions transactions() {
    return database.transactions();
  }

  public Database database() {
    return database;
  }

  public HikariDataSource dataSource() {
    return dataSource;
  }

  @Override
  public ChatStore chats() {
    return chats;
  }

  @Override
  public MessageStore messages() {
    return messages;
  }

  @Override
  public MessageHistory history() {
    return history;
  }

  @Override
  public ChatDirectory directory() {
    return directory;
  }

  @Override
  public ChangeFeed feed() {
    return feed;
  }

  public ReminderStore reminders() {
    return reminders;
  }

  @Override
  public void close() {
    messages.close();
    dataSource.close();
  }
}
