package io.chats.adapter.websocket;

import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.domain.port.ClientSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A server on a free port of this machine, with fakes behind it; closing it ends everything. */
final class RunningServer implements AutoCloseable {

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HookedTimer scheduler = new HookedTimer();
  private final RecordingMonitor monitor = new RecordingMonitor();
  private final FakeTokens tokens = new FakeTokens();
  private final FakeGateway gateway;
  private final WebSocketServer server;

  private RunningServer(WebSocketSettings settings, Function<ClientSession, FakeSession> sessions) {
    scheduler.setRemoveOnCancelPolicy(true);
    gateway = new FakeGateway(sessions);
    server =
        new WebSocketServer(
            settings,
            gateway,
            tokens,
            new WebSocketRuntime(executor, scheduler, Clock.systemUTC(), monitor, monitor));
  }

  static RunningServer start() {
    return start(UnaryOperator.identity(), FakeSession::new);
  }

  static RunningServer start(UnaryOperator<WebSocketSettings> change) {
    return start(change, FakeSession::new);
  }

  static RunningServer start(
      UnaryOperator<WebSocketSettings> change, Function<ClientSession, FakeSession> sessions) {
    WebSocketSettings settings =
        WebSocketSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    RunningServer running = new RunningServer(change.apply(settings), sessions);
    try {
      running.server.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return running;
  }

  WebSocketServer server() {
    return server;
  }

  FakeGateway gateway() {
    return gateway;
  }

  FakeTokens tokens() {
    return tokens;
  }

  RecordingMonitor monitor() {
    return monitor;
  }

  int port() {
    return server.address().getPort();
  }

  /** The number of timers that were ever set. */
  long planned() {
    return scheduler.getTaskCount();
  }

  /** The number of timers that are set now. */
  int timers() {
    return scheduler.getQueue().size();
  }

  /** Runs once, on the thread that sets the next timer, just before it is set. */
  void beforeNextTimer(Runnable hook) {
    scheduler.hook.set(hook);
  }

  @Override
  public void close() {
    server.close();
    // Threads that a failed test left blocked must not affect the other tests.
    executor.shutdownNow();
    scheduler.shutdownNow();
  }

  private static final class HookedTimer extends ScheduledThreadPoolExecutor {

    private final AtomicReference<Runnable> hook = new AtomicReference<>(() -> {});

    HookedTimer() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      hook.getAndSet(() -> {}).run();
      return super.schedule(command, delay, unit);
    }
  }
}
