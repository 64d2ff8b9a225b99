package io.chats.launcher.assembly;

import io.chats.adapter.nats.cluster.NatsClusterBus;
import io.chats.adapter.nats.connection.NatsConnections;
import io.chats.adapter.nats.upstream.NatsConsultationService;
import io.chats.adapter.nats.upstream.NatsFileStorage;
import io.chats.adapter.nats.upstream.NatsPushService;
import io.chats.adapter.nats.upstream.NatsTokenVerifier;
import io.chats.adapter.nats.upstream.NatsUserDirectory;
import io.chats.adapter.nats.upstream.UpstreamClient;
import io.chats.adapter.nats.upstream.UpstreamTopics;
import io.chats.adapter.redis.cache.RedisChatCache;
import io.chats.adapter.redis.cache.RedisFileCache;
import io.chats.adapter.redis.cache.RedisProfileCache;
import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.adapter.redis.presence.PresenceSettings;
import io.chats.adapter.redis.presence.RedisPresenceRegistry;
import io.chats.application.Ports;
import io.chats.application.reminder.ReminderPorts;
import io.chats.launcher.config.Configuration;
import io.chats.launcher.inprocess.CacheBounds;
import io.chats.launcher.inprocess.CaffeineChatCache;
import io.chats.launcher.inprocess.CaffeineFileCache;
import io.chats.launcher.inprocess.CaffeineProfileCache;
import java.time.Duration;
import javax.sql.DataSource;

/** One node of many, on NATS, MySQL and Redis. */
final class ServiceMode {

  /** Nearer than Redis, and shorter: what all nodes share is refreshed there. */
  private static final Duration NEAR = Duration.ofSeconds(60);

  private static final long MOST_CACHED = 100_000;

  private final Configuration configuration;
  private final Configuration.Service service;
  private final ProcessResources resources;
  private final ServiceConnections connections;

  private ServiceMode(
      Configuration configuration, Configuration.Service service, ProcessResources resources) {
    this.configuration = configuration;
    this.service = service;
    this.resources = resources;
    this.connections = new ServiceConnections(configuration, service, resources);
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
    RedisConnection redis = connections.redis();
    RedisPresenceRegistry presence = presence(redis);
    DataSource dataSource = connections.database();
    NatsConnections nats = connections.nats();
    Duration lifetime = service.redis().lifetime();
    CacheBounds near = new CacheBounds(lifetime.compareTo(NEAR) < 0 ? lifetime : NEAR, MOST_CACHED);
    Caches caches = new Caches(near, resources.metrics().registry());
    Stores stores =
        Stores.over(
            dataSource,
            connections.appends(),
            configuration.misc().busTimeout(),
            new CaffeineChatCache(caches.chats(), new RedisChatCache(redis, lifetime)),
            resources);
    connections.watch(stores);
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

  private UpstreamClient upstream(NatsConnections nats, Duration timeout) {
    return new UpstreamClient(nats.requests(), timeout, configuration.misc().sdkLog());
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
}
