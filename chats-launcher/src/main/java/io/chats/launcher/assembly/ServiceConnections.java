package io.chats.launcher.assembly;

import com.zaxxer.hikari.HikariDataSource;
import io.chats.adapter.mysql.AppenderSettings;
import io.chats.adapter.mysql.DataSourceSettings;
import io.chats.adapter.mysql.Migrations;
import io.chats.adapter.mysql.MySqlDataSource;
import io.chats.adapter.nats.connection.LoopbackProbe;
import io.chats.adapter.nats.connection.NatsConnections;
import io.chats.adapter.nats.connection.NatsSettings;
import io.chats.adapter.redis.RedisConnection;
import io.chats.adapter.redis.RedisSettings;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.launcher.config.Configuration;
import io.chats.launcher.config.NatsUrl;
import io.chats.launcher.config.Secret;
import io.chats.launcher.health.Dependency;
import io.chats.launcher.lifecycle.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Connects to the services of a node, and looks after them from then on. Each is named from the
 * start, so that health tells what is waited for. Used by the thread that starts.
 */
final class ServiceConnections {

  private static final Duration LOOPBACK_PATIENCE = Duration.ofSeconds(2);

  private final Configuration configuration;
  private final Configuration.Service service;
  private final ProcessResources resources;
  private final Dependency database;
  private final Dependency bus;
  private final Dependency busPath;
  private final Dependency cache;

  ServiceConnections(
      Configuration configuration, Configuration.Service service, ProcessResources resources) {
    this.configuration = configuration;
    this.service = service;
    this.resources = resources;
    this.database = Stores.expected(resources);
    this.bus = resources.expect(DependencyNames.BUS, true, 0);
    this.busPath = resources.expect(DependencyNames.BUS_PATH, true, 1);
    this.cache = resources.expect(DependencyNames.CACHE, false, 0);
  }

  /** Does not wait for it. */
  RedisConnection redis() {
    Configuration.Redis there = service.redis();
    RedisSettings settings =
        RedisSettings.of(
            there.host(),
            there.port(),
            there.password().map(Secret::value),
            configuration.misc().longestPause());
    RedisConnection redis =
        RedisConnection.open(
            settings, state -> {}, resources.clock(), resources.timer(), resources.executor());
    resources.watch(cache, () -> redis.state().up());
    return resources.closers().add("cache", redis);
  }

  /** Blocks until the database is there and has its tables. */
  HikariDataSource database() throws InterruptedException {
    Configuration.Database there = service.database();
    DataSourceSettings settings =
        there(there).callBudget(Budgets.database(configuration.misc().busTimeout())).build();
    Migrations migrations = Migrations.of(settings);
    retry("database at " + there.host() + ":" + there.port())
        .until(() -> {
          try {
            migrations.run();
            return Optional.empty();
          } catch (StoreUnavailableException e) {
            return Optional.of(e.getMessage());
          }
        });
    return open(settings);
  }

  /**
   * For messages alone: for each appender a connection and one to wait for locks, and one to
   * replace one that is found dead. It is there when the database is.
   */
  HikariDataSource appends() {
    return open(
        there(service.database())
            .callBudget(Budgets.append(configuration.misc().busTimeout()))
            .pool("appends", 2 * AppenderSettings.DEFAULT.lanes() + 1)
            .autoCommit(false)
            .build());
  }

  private static DataSourceSettings.Builder there(Configuration.Database there) {
    return DataSourceSettings.builder(there.host(), there.name())
        .port(there.port())
        .credentials(there.user().orElse(""), there.password().map(Secret::value).orElse(""));
  }

  private HikariDataSource open(DataSourceSettings settings) {
    HikariDataSource pool = resources.closers().add("database", MySqlDataSource.open(settings));
    pool.setMetricRegistry(resources.metrics().registry());
    return pool;
  }

  /** The database that the stores are over is there now. */
  void watch(Stores stores) {
    resources.watch(database, stores.database()::answers);
  }

  /** Blocks until both connections are there. */
  NatsConnections nats() throws InterruptedException {
    Configuration.Bus there = service.bus();
    NatsSettings settings =
        new NatsSettings(
            there.servers().stream().map(NatsUrl::value).toList(),
            there.token().map(Secret::value),
            "chats",
            configuration.misc().longestPause());
    NatsConnections nats = new NatsConnections(settings, resources.executor(), resources.clock());
    resources.closers().add("bus", nats);
    nats.start();
    retry("bus at " + settings.servers())
        .until(() -> isUp(nats) ? Optional.empty() : Optional.of("not connected yet"));
    watch(nats);
    return nats;
  }

  /** A connection that is up proves less than a message that comes back. */
  private void watch(NatsConnections nats) {
    resources.watch(bus, () -> isUp(nats));
    String subject = service.bus().topic() + ".loopback." + UUID.randomUUID();
    LoopbackProbe loopback = new LoopbackProbe(nats, subject);
    resources.watch(busPath, () -> loopback.hearsItself(LOOPBACK_PATIENCE));
  }

  private static boolean isUp(NatsConnections nats) {
    return nats.requests().state().up() && nats.events().state().up();
  }

  private Retry retry(String name) {
    return new Retry(name, configuration.misc().longestPause());
  }
}
