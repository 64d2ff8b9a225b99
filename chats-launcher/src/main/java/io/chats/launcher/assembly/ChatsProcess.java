package io.chats.launcher.assembly;

import com.sun.net.httpserver.HttpHandler;
import io.chats.adapter.nats.bus.BusRequestDispatcher;
import io.chats.adapter.nats.bus.BusSettings;
import io.chats.adapter.nats.bus.MaskingTrafficLog;
import io.chats.adapter.nats.bus.TrafficLog;
import io.chats.adapter.websocket.WebSocketServer;
import io.chats.application.ChatsNode;
import io.chats.application.reminder.ReminderPorts;
import io.chats.application.reminder.Ticker;
import io.chats.application.reminder.TickerSettings;
import io.chats.domain.id.NodeId;
import io.chats.domain.model.Limits;
import io.chats.domain.port.TrafficMonitor;
import io.chats.launcher.config.Configuration;
import io.chats.launcher.config.ListenAddress;
import io.chats.launcher.config.Mode;
import io.chats.launcher.health.Phase;
import io.chats.launcher.management.ManagementServer;
import io.chats.launcher.monitoring.metrics.DependencyMetrics;
import io.chats.launcher.playground.Playground;
import io.chats.launcher.text.Texts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running process: started whole, or not at all. Used by the thread that starts and stops. */
public final class ChatsProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ChatsProcess.class);
  private static final String START = "start";
  private static final Duration DRAIN_AT_LEAST = Duration.ofSeconds(1);

  private final Configuration configuration;
  private final ProcessResources resources;
  private ManagementServer management;
  private WebSocketServer webSocket;
  private BusEntrance bus;

  private ChatsProcess(Configuration configuration) {
    this.configuration = configuration;
    this.resources = ProcessResources.create(configuration);
  }

  /**
   * Starts; blocks until the services that it needs are there. Whatever else keeps it from starting
   * is reported before it is thrown, but not logged.
   *
   * @throws InterruptedException if the thread was interrupted meanwhile; nothing is left then
   * @throws IOException if an address cannot be listened on; nothing is left then
   */
  public static ChatsProcess start(Configuration configuration)
      throws InterruptedException, IOException {
    ChatsProcess process = new ChatsProcess(configuration);
    try {
      process.start();
      return process;
    } catch (Throwable e) {
      process.giveUp(e);
      throw e;
    }
  }

  /** Where clients connect. */
  public InetSocketAddress webSocketAddress() {
    return webSocket.address();
  }

  /** Where the management server listens. */
  public InetSocketAddress managementAddress() {
    return management.address();
  }

  /**
   * Stops gracefully (spec 9): lets nobody in, answers what was asked, sends clients away one by
   * one, and closes the rest. Blocks, for not much longer than the time given to it.
   */
  public void stop() {
    LOG.info("Stopping");
    resources.readiness().enter(Phase.STOPPING);
    resources.readiness().dependencies().close();
    try {
      webSocket.stopAccepting();
      bus.close(configuration.misc().busTimeout().plus(DRAIN_AT_LEAST));
      webSocket.drain(configuration.misc().shutdown());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    resources.closers().close();
    LOG.info("Stopped");
  }

  private void giveUp(Throwable failure) {
    if (!(failure instanceof InterruptedException)) {
      resources.monitoring().unlogged().unforeseen(failure, START, Map.of());
    }
    resources.closers().close();
  }

  private void start() throws InterruptedException, IOException {
    new DependencyMetrics(resources.metrics().registry()).show(resources.readiness());
    Doors doors = new Doors(configuration, resources);
    management = doors.management();
    LOG.info("The management server listens on {}", spoken(management.address()));
    Surroundings surroundings = open();
    Texts texts = new Texts(configuration.misc().locale());
    ChatsNode node =
        new ChatsNode(
            surroundings.ports(),
            Limits.DEFAULT,
            texts,
            resources.clock(),
            resources.executor(),
            resources.timer());
    resources.closers().add("node", node);
    resources.figures().show(node);
    WarmUp.run(
        busApi(node, TrafficMonitor.none(), TrafficLog.none()), configuration.misc().busTimeout());
    TrafficLog busLog = configuration.misc().sdkLog() ? new MaskingTrafficLog() : TrafficLog.none();
    BusRequestDispatcher api = busApi(node, resources.traffic(), busLog);
    resources.figures().show(api);
    webSocket = doors.webSocket(node, surroundings.tokens());
    bus = surroundings.bus();
    bus.open(api, management);
    startTicker(surroundings.reminders(), texts);
    management.serve("/", page());
    resources.readiness().enter(Phase.SERVING);
  }

  private HttpHandler page() {
    if (configuration.mode() == Mode.EMBEDDED) {
      return Playground.at(webSocket.address());
    }
    LOG.info("No playground: it is there in embedded mode only");
    return Playground.none();
  }

  private void startTicker(ReminderPorts ports, Texts texts) {
    Configuration.Ticker wanted = configuration.ticker();
    if (wanted.enabled()) {
      resources
          .closers()
          .add(
              "ticker",
              Ticker.start(
                  ports,
                  texts,
                  TickerSettings.of(wanted.step(), configuration.misc().busTimeout()),
                  new NodeId(UUID.randomUUID().toString()),
                  resources.clock(),
                  resources.executor(),
                  resources.timer(),
                  new SecureRandom()));
    }
  }

  private static String spoken(InetSocketAddress address) {
    return new ListenAddress(address.getAddress().getHostAddress(), address.getPort()).toString();
  }

  private Surroundings open() throws InterruptedException {
    return configuration.service().isPresent()
        ? ServiceMode.open(configuration, configuration.service().get(), resources)
        : EmbeddedMode.open(configuration, resources);
  }

  private BusRequestDispatcher busApi(ChatsNode node, TrafficMonitor monitor, TrafficLog busLog) {
    return new BusRequestDispatcher(
        node,
        BusSettings.of(configuration.misc().busTimeout(), configuration.misc().timeZone()),
        monitor,
        resources.failures(),
        busLog,
        resources.executor());
  }
}
