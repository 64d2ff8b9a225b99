package io.chats.launcher.lifecycle;

import com.sun.net.httpserver.HttpHandler;
import io.chats.adapter.management.ManagementServer;
import io.chats.adapter.management.health.Phase;
import io.chats.adapter.management.playground.Playground;
import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.monitoring.metrics.Metrics;
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
import io.chats.launcher.config.Mode;
import io.chats.launcher.config.value.ListenAddress;
import io.chats.launcher.wiring.DropFigure;
import io.chats.launcher.wiring.EmbeddedMode;
import io.chats.launcher.wiring.LocalizedTexts;
import io.chats.launcher.wiring.ModeAdapters;
import io.chats.launcher.wiring.ProcessResources;
import io.chats.launcher.wiring.Servers;
import io.chats.launcher.wiring.ServiceMode;
import io.chats.launcher.wiring.Tokens;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running process. Used by the thread that starts and stops it. */
public final class ChatsProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ChatsProcess.class);
  private static final String START = "start";
  private static final Duration DRAIN_RESERVE = Duration.ofSeconds(1);

  private final Configuration configuration;
  private final ProcessResources resources;
  private ManagementServer management;
  private WebSocketServer webSocket;
  private ModeAdapters.Intake bus;

  private ChatsProcess(Configuration configuration) {
    this.configuration = configuration;
    this.resources = ProcessResources.create(configuration);
  }

  /**
   * Starts a process; blocks until the services that it needs are there. If it cannot start, what
   * was opened is closed, and the failure is reported before it is thrown, but not logged.
   *
   * @throws InterruptedException if the thread was interrupted meanwhile
   * @throws IOException if an address cannot be listened on
   */
  public static ChatsProcess start(Configuration configuration)
      throws InterruptedException, IOException {
    ChatsProcess process = new ChatsProcess(configuration);
    try {
      process.start();
      return process;
    } catch (Throwable e) {
      process.abandonStart(e);
      throw e;
    }
  }

  /** The address to which clients connect. */
  public InetSocketAddress webSocketAddress() {
    return webSocket.address();
  }

  /** The address of the management server. */
  public InetSocketAddress managementAddress() {
    return management.address();
  }

  /**
   * Stops gracefully (spec 9): accepts no more connections, answers the requests taken, closes the
   * clients' connections one by one, and then the rest. Blocks, for not much longer than
   * SHUTDOWN_SLEEP and BUS_TIMEOUT together.
   */
  public void stop() {
    LOG.info("Stopping");
    resources.readiness().enter(Phase.STOPPING);
    resources.readiness().dependencies().close();
    try {
      webSocket.stopAccepting();
      bus.close(configuration.misc().busTimeout().plus(DRAIN_RESERVE));
      webSocket.drain(configuration.misc().shutdown());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    resources.closers().close();
    LOG.info("Stopped");
  }

  private void abandonStart(Throwable failure) {
    if (!(failure instanceof InterruptedException)) {
      resources.monitoring().unloggedFailures().unforeseen(failure, START, Map.of());
    }
    resources.closers().close();
  }

  private void start() throws InterruptedException, IOException {
    resources.metrics().show(Figure.READY, () -> resources.readiness().isReady() ? 1 : 0);
    Servers servers = new Servers(configuration, resources);
    management = servers.management();
    LOG.info("The management server listens on {}", ListenAddress.of(management.address()));
    ModeAdapters adapters = openAdapters();
    LocalizedTexts texts = new LocalizedTexts(configuration.misc().locale());
    ChatsNode node =
        new ChatsNode(
            NodeName.create(),
            adapters.ports(),
            Limits.DEFAULT,
            texts,
            lookupTime(),
            resources.clock(),
            System::nanoTime,
            resources.executor(),
            resources.timer());
    resources.closers().add("node", node);
    showFigures(node);
    if (configuration.mode() == Mode.SERVICE) {
      resources.watchAnnouncements(() -> node.figures().missedAnnouncements());
    }
    WarmUp.run(
        busApi(node, TrafficMonitor.none(), TrafficLog.none()), configuration.misc().busTimeout());
    TrafficLog busLog = configuration.misc().sdkLog() ? new MaskingTrafficLog() : TrafficLog.none();
    BusRequestDispatcher api = busApi(node, resources.monitoring().traffic(), busLog);
    resources.metrics().show(Figure.BUS_OUTSTANDING, api::outstanding);
    Tokens tokens = new Tokens(configuration, resources);
    webSocket = servers.webSocket(node, tokens.verifier(adapters.tokens()));
    bus = adapters.bus().apply(api, management);
    startTicker(adapters.reminders(), texts);
    management.serve("/", page());
    resources.readiness().enter(Phase.SERVING);
  }

  /** Callers of the bus are answered within three quarters of the time that they wait (spec 3). */
  private Duration lookupTime() {
    return configuration.misc().busTimeout().multipliedBy(3).dividedBy(5);
  }

  private void showFigures(ChatsNode node) {
    Metrics metrics = resources.metrics();
    metrics.show(Figure.USERS, () -> node.figures().users());
    metrics.show(Figure.ROOMS, () -> node.figures().rooms());
    metrics.show(Figure.RECONCILIATION_RUNS, () -> node.figures().comparisons());
    metrics.show(Figure.RECONCILIATION_FAILURES, () -> node.figures().failedComparisons());
    metrics.show(Figure.RECONCILIATION_REPAIRS, () -> node.figures().repairs());
    DropFigure.CHANGES_QUEUED.show(metrics, () -> node.drops().changes());
    DropFigure.SIGNALS_QUEUED.show(metrics, () -> node.drops().signals());
    DropFigure.PRESENCE_PENDING.show(metrics, () -> node.drops().presenceChanges());
  }

  private HttpHandler page() {
    if (configuration.mode() == Mode.EMBEDDED) {
      return Playground.at(webSocket.address());
    }
    LOG.info("No playground: it is there in embedded mode only");
    return Playground.none();
  }

  private void startTicker(ReminderPorts ports, LocalizedTexts texts) {
    Configuration.Ticker ticker = configuration.ticker();
    if (ticker.enabled()) {
      resources
          .closers()
          .add(
              "ticker",
              Ticker.start(
                  ports,
                  texts,
                  TickerSettings.of(ticker.step(), configuration.misc().busTimeout()),
                  new NodeId(UUID.randomUUID().toString()),
                  resources.executor(),
                  resources.timer(),
                  new SecureRandom()));
    }
  }

  private ModeAdapters openAdapters() throws InterruptedException {
    return configuration.mode() == Mode.SERVICE
        ? new ServiceMode(configuration, resources).open()
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
