package io.chats.launcher.wiring;

import com.zaxxer.hikari.HikariDataSource;
import io.chats.adapter.management.BusHandler;
import io.chats.adapter.management.BusRefusal;
import io.chats.adapter.management.ManagementServer;
import io.chats.adapter.management.health.Dependency;
import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.monitoring.metrics.Metrics;
import io.chats.adapter.mysql.Migrations;
import io.chats.adapter.nats.bus.BusApi;
import io.chats.application.Ports;
import io.chats.application.inprocess.InProcessClusterBus;
import io.chats.application.inprocess.InProcessPresenceRegistry;
import io.chats.application.inprocess.NoConsultationService;
import io.chats.application.inprocess.NoFileStorage;
import io.chats.application.reminder.ReminderPorts;
import io.chats.launcher.cache.CaffeineChatCache;
import io.chats.launcher.cache.CaffeineFileCache;
import io.chats.launcher.cache.CaffeineProfileCache;
import io.chats.launcher.config.Configuration;
import io.chats.launcher.embedded.H2Database;
import io.chats.launcher.embedded.LoggingPushService;
import io.chats.launcher.embedded.MadeUpUsers;
import io.chats.support.SteadyClock;
import java.time.Duration;

/** The adapters of embedded mode: all in this process, to try Chats or to develop against it. */
public final class EmbeddedMode {

  private static final Duration CACHED_FOR = Duration.ofHours(2);

  private static final int MAX_REPLY_BYTES = 1 << 20;

  private EmbeddedMode() {}

  /** Opens the database; blocks while it recovers. */
  public static ModeAdapters open(Configuration configuration, ProcessResources resources) {
    Dependency database = resources.expect(DependencyName.DATABASE);
    H2Database h2 = H2Database.open(configuration.misc().dataFolder());
    HikariDataSource dataSource = resources.closers().add("database", h2).dataSource();
    dataSource.setMetricRegistry(resources.metrics().registry());
    Migrations.of(dataSource).run();
    Duration busTimeout = configuration.misc().busTimeout();
    CaffeineChatCache chatCache = new CaffeineChatCache(resources.cacheBounds("chats", CACHED_FOR));
    Stores stores = Stores.over(dataSource, dataSource, busTimeout, chatCache, resources);
    resources.watch(database, stores.database()::problem);
    MadeUpUsers users = new MadeUpUsers();
    Ports ports =
        new Ports(
            stores.chats(),
            stores.messages(),
            stores.history(),
            stores.directory(),
            stores.feed(),
            users,
            new CaffeineProfileCache(resources.cacheBounds("profiles", CACHED_FOR)),
            new NoFileStorage(),
            new CaffeineFileCache(resources.cacheBounds("files", CACHED_FOR)),
            new NoConsultationService(),
            new InProcessPresenceRegistry(SteadyClock.startingFrom(resources.clock())),
            new InProcessClusterBus(),
            resources.failures());
    ReminderPorts reminders =
        new ReminderPorts(
            stores.reminders(),
            ports.presenceRegistry(),
            new LoggingPushService(),
            resources.failures());
    return new ModeAdapters(
        ports,
        reminders,
        users,
        (api, management) -> takeRequests(api, management, resources.metrics()));
  }

  /** Takes Bus API requests from {@code POST /bus} of the management server. */
  private static ModeAdapters.Intake takeRequests(
      BusApi api, ManagementServer management, Metrics metrics) {
    BusHandler handler = new BusHandler(request -> api.handle(request, MAX_REPLY_BYTES));
    for (BusRefusal reason : BusRefusal.values()) {
      metrics.show(
          Figure.BUS_HTTP_REFUSED, () -> handler.refused(reason), "reason", reason.label());
    }
    management.serve("/bus", handler);
    return timeout -> handler.close();
  }
}
