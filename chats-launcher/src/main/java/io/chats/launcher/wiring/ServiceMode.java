package io.chats.launcher.wiring;

import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.monitoring.metrics.Metrics;
import io.chats.adapter.nats.bus.BusApi;
import io.chats.adapter.nats.bus.BusListener;
import io.chats.adapter.nats.cluster.NatsClusterBus;
import io.chats.adapter.nats.connection.NatsConnections;
import io.chats.adapter.nats.connection.NatsLink;
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
import io.chats.launcher.cache.CacheBounds;
import io.chats.launcher.cache.CaffeineChatCache;
import io.chats.launcher.cache.CaffeineFileCache;
import io.chats.launcher.cache.CaffeineProfileCache;
import io.chats.launcher.config.Configuration;
import java.time.Duration;
import javax.sql.DataSource;

/** The adapters of service mode: one node of many, on NATS, MySQL and Redis. */
public final class ServiceMode {

  /** The lifetime of entries in memory: short, since nodes refresh the shared ones in Redis. */
  private static final Duration MAX_LIFETIME = Duration.ofSeconds(60);

  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(2);

  private final Configuration configuration;
  private final Configuration.Service service;
  private final ProcessResources resources;
  private final ServiceConnections connections;

  public ServiceMode(Configuration configuration, ProcessResources resources) {
    this.configuration = configuration;
    this.service = configuration.service().orElseThrow();
    this.resources = resources;
    this.connections = new ServiceConnections(configuration, resources);
  }

  /**
   * Connects to all services; blocks until the database and the bus are there.
   *
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  public ModeAdapters open() throws InterruptedException {
    RedisConnection redis = connections.redis();
    RedisPresenceRegistry presence = presence(redis);
    DataSource dataSource = connections.database();
    NatsConnections nats = connections.nats();
    Duration lifetime = service.redis().lifetime();
    String installation = service.bus().topic();
    Stores stores =
        Stores.over(
            dataSource,
            connections.appends(),
            configuration.misc().busTimeout(),
            new CaffeineChatCache(
                bounds("chats"), new RedisChatCache(redis, installation, lifetime)),
            resources);
    connections.watch(stores);
    UpstreamTopics topics = configuration.upstreams();
    Duration busTimeout = configuration.misc().busTimeout();
    UpstreamClient upstream = upstream(nats, busTimeout);
    UpstreamClient lookups = upstream(nats, Budgets.shown(busTimeout));
    Ports ports =
        new Ports(
            stores.chats(),
            stores.messages(),
            stores.history(),
            stores.directory(),
            stores.feed(),
            new NatsUserDirectory(lookups, topics),
            new CaffeineProfileCache(
                bounds("profiles"), new RedisProfileCache(redis, installation, lifetime)),
            new NatsFileStorage(lookups, topics),
            new CaffeineFileCache(
                bounds("files"), new RedisFileCache(redis, installation, lifetime)),
            new NatsConsultationService(upstream, topics),
            presence,
            clusterBus(nats, Budgets.answers(busTimeout)),
            resources.failures());
    ReminderPorts reminders =
        new ReminderPorts(
            stores.reminders(),
            ports.presenceRegistry(),
            new NatsPushService(upstream, topics),
            resources.failures());
    return new ModeAdapters(
        ports,
        reminders,
        new NatsTokenVerifier(upstream, topics),
        (api, management) -> takeRequests(api, nats.requests()));
  }

  /** The bounds of a cache in memory, before the one in Redis. */
  private CacheBounds bounds(String cache) {
    Duration lifetime = service.redis().lifetime();
    Duration inMemory = lifetime.compareTo(MAX_LIFETIME) < 0 ? lifetime : MAX_LIFETIME;
    return resources.cacheBounds(cache, inMemory);
  }

  private UpstreamClient upstream(NatsConnections nats, Duration timeout) {
    return new UpstreamClient(
        nats.requests(), timeout, configuration.misc().sdkLog(), resources.monitoring().traffic());
  }

  private ModeAdapters.Intake takeRequests(BusApi api, NatsLink link) {
    BusListener listener = new BusListener(link, service.bus().topic(), api);
    Metrics metrics = resources.metrics();
    metrics.show(Figure.BUS_REPLIES_DROPPED, listener::unsentReplies, "reason", "bus");
    metrics.show(Figure.BUS_REPLIES_DROPPED, listener::oversizedReplies, "reason", "payload");
    listener.start();
    // The server has to know the subscription before health says that this node is ready.
    var unusedFlush = link.flush(FLUSH_TIMEOUT);
    return timeout -> {
      var unusedDrain = listener.drain(timeout);
    };
  }

  private NatsClusterBus clusterBus(NatsConnections nats, Duration answersWithin) {
    NatsClusterBus bus =
        new NatsClusterBus(
            nats.events(),
            NatsClusterBus.prefixOf(service.bus().topic()),
            answersWithin,
            resources.executor());
    DropFigure.CHANGES_UNSENT.show(resources.metrics(), bus::droppedChanges);
    DropFigure.SIGNALS_UNSENT.show(resources.metrics(), bus::droppedSignals);
    DropFigure.NOTICES_UNSENT.show(resources.metrics(), bus::droppedNotices);
    DropFigure.SIGNALS_SKIPPED.show(resources.metrics(), bus::skippedSignals);
    return bus;
  }

  private RedisPresenceRegistry presence(RedisConnection redis) {
    PresenceSettings settings =
        PresenceSettings.of(service.bus().topic(), configuration.misc().longestPause());
    RedisPresenceRegistry presence =
        new RedisPresenceRegistry(redis, settings, resources.timer(), resources.executor());
    DropFigure.PRESENCE_UNREPORTED.show(resources.metrics(), presence::dropped);
    return resources.closers().add("presence", presence);
  }
}
