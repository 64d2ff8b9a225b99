package io.chats.launcher.assembly;

import com.zaxxer.hikari.HikariDataSource;
import io.chats.adapter.mysql.DataSourceSettings;
import io.chats.adapter.mysql.Migrations;
import io.chats.adapter.mysql.MySqlDataSource;
import io.chats.adapter.nats.cluster.NatsClusterBus;
import io.chats.adapter.nats.connection.Loopback;
import io.chats.adapter.nats.connection.NatsConnections;
import io.chats.adapter.nats.connection.NatsSettings;
import io.chats.adapter.nats.upstream.NatsConsultationService;
import io.chats.adapter.nats.upstream.NatsFileStorage;
import io.chats.adapter.nats.upstream.NatsPushService;
import io.chats.adapter.nats.upstream.NatsTokenVerifier;
import io.chats.adapter.nats.upstream.NatsUserDirectory;
import io.chats.adapter.nats.upstream.UpstreamClient;
import io.chats.adapter.nats.upstream.UpstreamTopics;
import io.chats.adapter.redis.RedisChatCache;
import io.chats.adapter.redis.RedisConnection;
import io.chats.adapter.redis.RedisFileCache;
import io.chats.adapter.redis.RedisProfileCache;
import io.chats.adapter.redis.RedisSettings;
import io.chats.adapter.redis.presence.PresenceSettings;
import io.chats.adapter.redis.presence.RedisPresenceRegistry;
import io.chats.application.Ports;
import io.chats.application.reminder.ReminderPorts;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.launcher.config.Configuration;
import io.chats.launcher.config.NatsUrl;
import io.chats.launcher.config.Secret;
import io.chats.launcher.health.Dependency;
import io.chats.launcher.inprocess.CacheBounds;
import io.chats.launcher.inprocess.CaffeineChatCache;
import io.chats.launcher.inprocess.CaffeineFileCache;
import io.chats.launcher.inprocess.CaffeineProfileCache;
import io.chats.launcher.lifecycle.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** One node of many, on NATS, MySQL and Redis. */
final class ServiceMode {

  /** Nearer than Redis, and shorter: what all nodes share is refreshed there. */
  private static final Duration NEAR = Duration.ofSeconds(60);

  private static final Duration LOOPBACK_PATIENCE = Duration.ofSeconds(2);

  private static final long MOST_CACHED = 100_000;

  private final Configuration configuration;
  private final Configuration.Service service;
  private final ProcessResources resources;

  private ServiceMode(
      Configuration configuration, Configuration.Service service, ProcessResources resources) {
    this.configuration = configuration;
    this.service = service;
    this.resources = resources;
  }

  /**
   * Connects to all services; blocks until the database and the bus are there.
   *
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  static Surroundings open(
      Configuration configuration, Configuration.Service service, ProcessResources resources)
      throws InterruptedException {
    return new ServiceMode(configuration, service, resources).open();
  }

  private Surroundings open() throws InterruptedException {
    Dependency database = Stores.expected(resources);
    Dependency bus = resources.expect(DependencyNames.BUS, true, 0);
    Dependency busPath = resources.expect(DependencyNames.BUS_PATH, true, 1);
    RedisConnection redis = redis();
    RedisPresenceRegistry presence = presence(redis);
    DataSource dataSource = database();
    NatsConnections nats = nats();
    Duration lifetime = service.redis().lifetime();
    CacheBounds near = new CacheBounds(lifetime.compareTo(NEAR) < 0 ? lifetime : NEAR, MOST_CACHED);
    Caches caches = new Caches(near, resources.metrics().registry());
    Stores stores =
        Stores.over(
            dataSource,
            configuration.misc().busTimeout(),
            new CaffeineChatCache(caches.chats(), new RedisChatCache(redis, lifetime)),
            resources);
    resources.watch(database, stores.database()::answers);
    watch(nats, bus, busPath);
    UpstreamTopics topics = topics();
    Duration busTimeout = configuration.misc().busTimeout();
    UpstreamClient upstream = upstream(nats, busTimeout);
    UpstreamClient shown = upstream(nats, Budgets.shown(busTimeout));
    Ports ports =
        new Ports(
            stores.chats(),
            stores.messages(),
            stores.history(),
            stores.directory(),
            new NatsUserDirectory(shown, topics),
            new CaffeineProfileCache(caches.profiles(), new RedisProfileCache(redis, lifetime)),
            new NatsFileStorage(shown, topics),
            new CaffeineFileCache(caches.files(), new RedisFileCache(redis, lifetime)),
            new NatsConsultationService(upstream, topics),
            presence,
            new NatsClusterBus(
                nats.events(),
                NatsClusterBus.prefixOf(service.bus().topic()),
                resources.executor()),
            resources.failures());
    ReminderPorts reminders =
        new ReminderPorts(
            stores.reminders(),
            ports.presenceRegistry(),
            new NatsPushService(upstream, topics),
            resources.failures());
    return new Surroundings(
        ports,
        reminders,
        new NatsTokenVerifier(upstream, topics),
        new NatsEntrance(nats.requests(), service.bus().topic()));
  }

  private DataSource database() throws InterruptedException {
    Configuration.Database there = service.database();
    DataSourceSettings settings =
        DataSourceSettings.builder(there.host(), there.name())
            .port(there.port())
            .credentials(there.user().orElse(""), there.password().map(Secret::value).orElse(""))
            .callBudget(Budgets.database(configuration.misc().busTimeout()))
            .build();
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
    HikariDataSource pool = resources.closers().add("database", MySqlDataSource.open(settings));
    pool.setMetricRegistry(resources.metrics().registry());
    return pool;
  }

  private NatsConnections nats() throws InterruptedException {
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
    return nats;
  }

  /** A connection that is up proves less than a message that comes back. */
  private void watch(NatsConnections nats, Dependency bus, Dependency busPath) {
    resources.watch(bus, () -> isUp(nats));
    String subject = service.bus().topic() + ".loopback." + UUID.randomUUID();
    Loopback loopback = new Loopback(nats, subject);
    resources.watch(busPath, () -> loopback.hearsItself(LOOPBACK_PATIENCE));
  }

  private static boolean isUp(NatsConnections nats) {
    return nats.requests().state().up() && nats.events().state().up();
  }

  private UpstreamClient upstream(NatsConnections nats, Duration timeout) {
    return new UpstreamClient(nats.requests(), timeout, configuration.misc().sdkLog());
  }

  private RedisConnection redis() {
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
    Dependency cache = resources.expect(DependencyNames.CACHE, false, 0);
    resources.watch(cache, () -> redis.state().up());
    return resources.closers().add("cache", redis);
  }

  private RedisPresenceRegistry presence(RedisConnection redis) {
    PresenceSettings settings =
        PresenceSettings.of(service.bus().topic(), configuration.misc().longestPause());
    return resources
        .closers()
        .add(
            "presence",
            RedisPresenceRegistry.open(redis, settings, resources.timer(), resources.executor()));
  }

  private UpstreamTopics topics() {
    Configuration.Upstreams named = configuration.upstreams();
    return new UpstreamTopics(
        named.users(),
        named.personal(),
        named.doctors(),
        named.storage(),
        named.telemed(),
        named.communications());
  }

  private Retry retry(String name) {
    return new Retry(name, configuration.misc().longestPause());
  }
}
