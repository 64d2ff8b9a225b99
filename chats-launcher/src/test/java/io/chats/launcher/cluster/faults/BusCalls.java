package io.chats.launcher.cluster.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.cluster.harness.ChatsCluster;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Another service that asks for chats on the bus again and again, on a thread of its own. */
final class BusCalls implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ChatsCluster cluster;
  private final Set<String> errors = new ConcurrentSkipListSet<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().unstarted(this::run);

  private BusCalls(ChatsCluster cluster) {
    this.cluster = cluster;
  }

  static BusCalls start(ChatsCluster cluster) {
    BusCalls calls = new BusCalls(cluster);
    calls.thread.start();
    return calls;
  }

  /** The errors that were answered so far, and whether there was a request without a reply. */
  Set<String> errors() {
    return Set.copyOf(errors);
  }

  private void run() {
    try {
      while (!end.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        ask();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    try {
      JsonNode reply = cluster.bus().request("GET", "/chats/chats", Map.of("user_id", 1));
      if (reply.has("error")) {
        errors.add("bus " + reply.path("error").path("code").asInt());
      }
    } catch (AssertionError e) {
      errors.add("bus: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
