package io.chats.launcher.cluster.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.websocket.document.FrameSchemas;
import io.chats.launcher.cluster.harness.ClusterNode;
import io.chats.launcher.cluster.harness.JdkWebSocket;
import io.chats.launcher.cluster.harness.Router;
import io.chats.launcher.harness.Json;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A user of the load: posts, reads and types, repeats messages that are not acknowledged, and stays
 * connected and up to date. Runs in a thread of its own.
 */
public final class LoadClient implements JdkWebSocket.Listener, Runnable {

  /** The phases of a client. */
  enum Phase {
    /** The client waits until all others are connected. */
    WAITING,
    TALKING,
    /** The client posts nothing new, but repeats messages that are not acknowledged. */
    SETTLING,
    GONE
  }

  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final int NOT_LET_IN = 103;
  private static final FrameSchemas DESCRIBED = FrameSchemas.toClients();

  private final ClientRecord account;
  private final CatchUp catchingUp;
  private final RoamingConnection connection;
  private final RandomActions actions;
  private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private volatile Phase phase = Phase.WAITING;
  private Instant markAgainAt = Instant.MAX;

  /**
   * @param pace the mean pause between two actions
   */
  LoadClient(
      ClientRecord account,
      Duration pace,
      Router router,
      ClusterNode home,
      HttpClient http,
      long seed) {
    Random random = new Random(seed);
    this.account = account;
    this.catchingUp = new CatchUp(account);
    this.connection = new RoamingConnection(account.user(), router, home, http, random, this);
    this.actions = new RandomActions(account, pace, random);
  }

  ClientRecord account() {
    return account;
  }

  /** The node of its present, last or next connection. */
  ClusterNode node() {
    return connection.node();
  }

  /** The ends of all of its connections but the present one. */
  public List<ConnectionEnd> endings() {
    return connection.endings();
  }

  /** The errors that answered its syncs; each was repeated. */
  List<JsonNode> failedSyncs() {
    return catchingUp.failures();
  }

  /** Returns whether it is connected and has caught up. */
  boolean isUpToDate() {
    return catchingUp.doneAt().isPresent();
  }

  void enter(Phase next) {
    phase = next;
  }

  /** Posts one message in each of its chats. */
  void sayLast() {
    events.add(() ->
        account.chats().stream()
            .map(chat -> account.outbox().next(chat.id(), Instant.now()))
            .forEach(post -> connection.send(post.frame())));
  }

  /** Marks the last received message of each chat as read; again if an error asks for that. */
  void readAll() {
    events.add(this::markAll);
  }

  @Override
  public void run() {
    try {
      connection.begin();
      while (phase != Phase.GONE) {
        Runnable event = events.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        if (event != null) {
          event.run();
        }
        act(Instant.now());
      }
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      account.screen().fault("the client itself failed: " + e);
    }
  }

  @Override
  public void opened(JdkWebSocket line) {
    Instant at = Instant.now();
    events.add(() -> {
      if (connection.isOn(line) && endings().isEmpty()) {
        catchingUp.done(at); // there was nothing before; later connections catch up
      }
    });
  }

  @Override
  public void received(JdkWebSocket line, String frame, Instant at) {
    events.add(() -> {
      if (connection.isOn(line)) {
        DESCRIBED.violations(frame).forEach(account.screen()::fault);
        receive(Json.read(frame), at);
      }
    });
  }

  @Override
  public void ended(JdkWebSocket line, int code, String reason) {
    Instant at = Instant.now();
    events.add(() -> {
      if (connection.isOn(line)) {
        connection.ended(isUpToDate(), code, reason, at);
        catchingUp.startAgain();
      }
    });
  }

  @Override
  public String toString() {
    return "user %d on %s, %d waiting, connections ended: %s; %s"
        .formatted(account.user(), node(), account.outbox().waiting(), endings(), catchingUp);
  }

  private void receive(JsonNode frame, Instant at) {
    switch (frame.path("type").asText()) {
      case "hello" -> catchingUp.greeted(at);
      case "sync" -> {
        account.screen().compare(frame);
        catchingUp.done(at);
        account.outbox().reconnected(at);
      }
      case "error" -> fail(frame, at);
      default -> show(frame, at);
    }
  }

  private void fail(JsonNode frame, Instant at) {
    if (frame.path("error").path("code").asInt() == NOT_LET_IN) {
      return; // the close code says what to do
    }
    show(frame, at);
    switch (frame.path("request").asText()) {
      case "sync" -> catchingUp.failed(frame, at);
      case "messageStatus" -> markAgainAt = at.plus(PAUSE);
      default -> {}
    }
  }

  private void markAll() {
    account.chats().forEach(chat -> actions.read(chat).ifPresent(connection::send));
  }

  private void show(JsonNode frame, Instant at) {
    account.screen().show(frame, at, catchingUp.doneAt());
  }

  private void act(Instant now) {
    connection.reconnectIfDue(now);
    catchingUp.question(now).ifPresent(connection::send);
    if (isUpToDate()) {
      account.outbox().due(now).forEach(post -> connection.send(post.frame()));
      if (phase == Phase.SETTLING && !now.isBefore(markAgainAt)) {
        markAgainAt = Instant.MAX;
        markAll();
      }
      if (phase == Phase.TALKING) {
        actions.next(now).ifPresent(connection::send);
      }
    }
  }
}
