package io.chats.launcher.wiring;

import com.zaxxer.hikari.HikariDataSource;
import io.chats.adapter.management.health.Dependency;
import io.chats.adapter.management.health.HealthCheck;
import io.chats.adapter.mysql.AppenderSettings;
import io.chats.adapter.mysql.DataSourceSettings;
import io.chats.adapter.mysql.Migrations;
import io.chats.adapter.mysql.MySqlDataSource;
import io.chats.adapter.nats.cluster.ClusterHeartbeats;
import io.chats.adapter.nats.cluster.NatsClusterBus;
import io.chats.adapter.nats.connection.LoopbackProbe;
import io.chats.adapter.nats.connection.NatsConnections;
import io.chats.adapter.nats.connection.NatsSettings;
import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.adapter.redis.connection.RedisSettings;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.launcher.config.Configuration;
import io.chats.launcher.config.value.Addresses.NatsUrl;
import io.chats.launcher.config.value.Secret;
import io.chats.support.StartupWait;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Connects to the services of a node and watches them from then on. Each is known to health from
 * the start, so that operators see what a node waits for. Used by the thread that starts.
 */
final class ServiceConnections {

  private static final Duration LOOPBACK_TIMEOUT = Duration.ofSeconds(2);

  private final Configuration configuration;
  private final Configuration.Service service;
  private final ProcessResources resources;
  private final Duration longestPause;
  private final Dependency database;
  private final Dependency bus;
  private final Dependency busPath;
  private final Dependency busSubscriptions;
  private final Dependency busPublishing;
  private final Dependency otherNodes;
  private final Dependency cache;

  ServiceConnections(Configuration configuration, ProcessResources resources) {
    this.configuration = configuration;
    this.service = configuration.service().orElseThrow();
    this.resources = resources;
    this.longestPause = configuration.misc().longestPause();
    this.database = resources.expect(DependencyName.DATABASE);
    this.bus = resources.expect(DependencyName.BUS);
    this.busPath = resources.expect(DependencyName.BUS_PATH);
    this.busSubscriptions = resources.expect(DependencyName.BUS_SUBSCRIPTIONS);
    this.busPublishing = resources.expect(DependencyName.BUS_PUBLISHING);
    this.otherNodes = resources.expect(DependencyName.OTHER_NODES);
    this.cache = resources.expect(DependencyName.CACHE);
  }

  /** Does not wait until Redis is there. */
  RedisConnection redis() {
    Configuration.Redis target = service.redis();
    RedisSettings settings =
        RedisSettings.of(
            target.host(), target.port(), target.password().map(Secret::value), longestPause);
    RedisConnection redis =
        new RedisConnection(
            settings, state -> {}, resources.clock(), resources.timer(), resources.executor());
    resources.watch(cache, HealthCheck.answering(() -> redis.state().up()));
    return resources.closers().add("cache", redis);
  }

  /** Blocks until the database is there and has its tables. */
  HikariDataSource database() throws InterruptedException {
    Configuration.Database target = service.database();
    DataSourceSettings settings =
        dataSource(target).callBudget(Budgets.database(configuration.misc().busTimeout())).build();
    Migrations migrations = Migrations.of(settings);
    new StartupWait("database at " + target.servers(), longestPause)
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
   * Connections for storing messages alone: two for each appender, one of which waits for locks,
   * and one to replace a dead one. Does not wait until the database is there.
   */
  HikariDataSource appends() {
    return open(
        dataSource(service.database())
            .callBudget(Budgets.append(configuration.misc().busTimeout()))
            .pool("appends", 2 * AppenderSettings.DEFAULT.lanes() + 1)
            .autoCommit(false)
            .build());
  }

  private static DataSourceSettings.Builder dataSource(Configuration.Database target) {
    return DataSourceSettings.builder(target.host(), target.name())
        .port(target.port())
        .credentials(target.user().orElse(""), target.password().map(Secret::value).orElse(""));
  }

  private HikariDataSource open(DataSourceSettings settings) {
    HikariDataSource pool = resources.closers().add("database", MySqlDataSource.open(settings));
    pool.setMetricRegistry(resources.metrics().registry());
    return pool;
  }

  /** Watches the database, now that it is there. */
  void watch(Stores stores) {
    resources.watch(database, stores.database()::problem);
  }

  /** Blocks until both connections to NATS are there. */
  NatsConnections nats() throws InterruptedException {
    Configuration.Bus target = service.bus();
    NatsSettings settings =
        new NatsSettings(
            target.servers().stream().map(NatsUrl::value).toList(),
            target.credentials(),
            target.tls(),
            "chats",
            longestPause);
    NatsConnections nats = new NatsConnections(settings, resources.executor(), resources.clock());
    resources.closers().add("bus", nats);
    nats.start();
    new StartupWait("bus at " + settings.servers(), longestPause)
        .until(() -> isUp(nats) ? Optional.empty() : Optional.of("not connected yet"));
    watch(nats);
    return nats;
  }

  /** Also sends a message to this node: a connection that is up proves less. */
  private void watch(NatsConnections nats) {
    resources.watch(bus, HealthCheck.answering(() -> isUp(nats)));
    String subject = service.bus().topic() + ".loopback." + UUID.randomUUID();
    LoopbackProbe loopback = new LoopbackProbe(nats, subject);
    resources.watch(busPath, HealthCheck.answering(() -> loopback.hearsItself(LOOPBACK_TIMEOUT)));
    BusPermissions permissions =
        new BusPermissions(nats, service.bus().topic(), configuration.upstreams());
    permissions.show(resources.metrics());
    resources.watch(busSubscriptions, HealthCheck.answering(permissions::maySubscribe));
    resources.watch(busPublishing, HealthCheck.answering(permissions::mayPublish));
    watchOtherNodes(nats);
  }

  private void watchOtherNodes(NatsConnections nats) {
    ClusterHeartbeats heartbeats =
        new ClusterHeartbeats(
            nats.events(),
            NatsClusterBus.prefixOf(service.bus().topic()),
            UUID.randomUUID().toString(),
            resources.executor(),
            resources.timer());
    resources.closers().add("heartbeats", heartbeats);
    resources.watch(otherNodes, HealthCheck.answering(heartbeats::hearsAll));
  }

  private static boolean isUp(NatsConnections nats) {
    return nats.requests().state().up() && nats.events().state().up();
  }
}
