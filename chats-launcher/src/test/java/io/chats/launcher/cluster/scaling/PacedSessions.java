package io.chats.launcher.cluster.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.launcher.cluster.harness.ClientFrames;
import io.chats.launcher.cluster.harness.ClusterNode;
import io.chats.launcher.cluster.harness.JdkWebSocket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Any number of sessions, which cost little memory. They post in turn, at a given rate. */
final class PacedSessions implements AutoCloseable, JdkWebSocket.Listener {

  private static final Duration TO_CONNECT = Duration.ofMinutes(2);
  private static final int CONNECTING_AT_ONCE = 64;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient http = HttpClient.newBuilder().executor(threads).build();
  private final Semaphore connecting = new Semaphore(CONNECTING_AT_ONCE);
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger said = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Talker> talkers;

  /** A session to connect, and the chat in which it posts. */
  record PlannedSession(long user, long chat, ClusterNode node) {}

  private record Talker(JdkWebSocket line, long chat) {}

  /** Connects all sessions. */
  PacedSessions(List<PlannedSession> sessions) {
    talkers = sessions.stream().map(this::connect).toList();
    await("a crowd").atMost(TO_CONNECT).until(() -> open.get() == talkers.size());
  }

  /** Lets them post in turn, so many messages a second in all. */
  void talk(int perSecond) {
    var unused =
        timer.scheduleAtFixedRate(this::say, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
  }

  /** Fails unless all are still connected and nothing was refused. */
  void assertAllThere() {
    assertThat(failures).isEmpty();
  }

  @Override
  public void opened(JdkWebSocket line) {
    connecting.release();
    open.incrementAndGet();
  }

  @Override
  public void received(JdkWebSocket line, String frame, Instant at) {
    if (frame.contains("\"error\"")) {
      failures.add(frame);
    }
  }

  @Override
  public void ended(JdkWebSocket line, int code, String reason) {
    connecting.release();
    failures.add(code + " " + reason);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    talkers.forEach(talker -> talker.line().abort());
    http.shutdownNow();
    threads.close();
  }

  private Talker connect(PlannedSession planned) {
    connecting.acquireUninterruptibly();
    String url = planned.node().webSocket() + "?token=u" + planned.user();
    return new Talker(JdkWebSocket.connect(http, url, this), planned.chat());
  }

  private void say() {
    int turn = said.getAndIncrement();
    Talker talker = talkers.get(turn % talkers.size());
    String id = "crowd-" + turn;
    talker.line().send(ClientFrames.message(talker.chat(), id, "text"));
  }
}
