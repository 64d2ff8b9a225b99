package io.chats.launcher.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A user of the load: talks, reads and types in its chats, repeats what is not acknowledged, and
 * when its connection ends, connects elsewhere and catches up. All in a thread of its own.
 */
final class LoadClient implements WsLine.Listener, Runnable {

  /** What a client does. */
  enum Phase {
    /** Until all others are there. */
    WAITING,
    TALKING,
    /** Nothing new, but what is not acknowledged is repeated. */
    SETTLING,
    GONE
  }

  private static final int MOST_WAITING = 8;
  private static final int CONNECTION_LOST_PAUSE_MILLIS = 300;
  private static final Duration TICK = Duration.ofMillis(20);

  private final long user;
  private final List<LoadChat> chats;
  private final Duration pace;
  private final Router router;
  private final HttpClient http;
  private final Random random;
  private final Outbox outbox;
  private final Screen screen;
  private final List<Ending> endings = new CopyOnWriteArrayList<>();
  private final List<JsonNode> failedSyncs = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private volatile Phase phase = Phase.WAITING;
  private volatile ClusterNode node;
  private volatile Instant upToDateSince;
  private WsLine line;
  private Instant connectAt = Instant.MAX;
  private Instant syncAt = Instant.MAX;
  private Instant actAt = Instant.now();

  /**
   * @param pace of what it does, on average
   */
  LoadClient(
      long user,
      List<LoadChat> chats,
      Duration pace,
      Router router,
      ClusterNode home,
      HttpClient http,
      long seed) {
    this.user = user;
    this.chats = List.copyOf(chats);
    this.pace = pace;
    this.router = router;
    this.http = http;
    this.random = new Random(seed);
    this.outbox = new Outbox(user);
    this.screen = new Screen(user, chats, outbox);
    this.node = home;
  }

  long user() {
    return user;
  }

  List<LoadChat> chats() {
    return chats;
  }

  Outbox outbox() {
    return outbox;
  }

  Screen screen() {
    return screen;
  }

  View view(LoadChat chat) {
    return screen.views().get(chat.id());
  }

  /** The node that it is connected to, or was last, or will be. */
  ClusterNode node() {
    return node;
  }

  /** How its connections ended, but the last. */
  List<Ending> endings() {
    return endings;
  }

  /** Syncs that were answered by an error, and asked for again. */
  int failedSyncs() {
    return failedSyncs.size();
  }

  /** Whether it is connected, and was sent all that there was at that time. */
  boolean isUpToDate() {
    return upToDateSince != null;
  }

  void enter(Phase next) {
    phase = next;
  }

  /** Marks the last message that it was shown of each chat as read. */
  void readAll() {
    events.add(() -> chats.forEach(this::read));
  }

  @Override
  public void run() {
    try {
      connect(node, "");
      while (phase != Phase.GONE) {
        Runnable event = events.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        if (event != null) {
          event.run();
        }
        act(Instant.now());
      }
      line.abort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      screen.fault("the client itself failed: " + e);
    }
  }

  @Override
  public void opened(WsLine opened) {
    Instant at = Instant.now();
    events.add(() -> {
      if (opened == line && endings.isEmpty()) {
        upToDateSince = at; // there was nothing before; later connections catch up
      }
    });
  }

  @Override
  public void received(WsLine from, JsonNode frame, Instant at) {
    events.add(() -> {
      if (from == line) {
        receive(frame, at);
      }
    });
  }

  @Override
  public void ended(WsLine ended, int code, String reason) {
    Instant at = Instant.now();
    events.add(() -> {
      if (ended == line) {
        endings.add(new Ending(node, isUpToDate(), code, reason, at));
        upToDateSince = null;
        connectAt = at.plusMillis(pause(code, reason));
      }
    });
  }

  @Override
  public String toString() {
    return "user %d on %s, %d waiting, %s, failed syncs %s"
        .formatted(user, node, outbox.waiting(), endings, failedSyncs);
  }

  private void receive(JsonNode frame, Instant at) {
    switch (frame.path("type").asText()) {
      case "hello" -> line.send(sync());
      case "sync" -> {
        screen.compare(frame);
        upToDateSince = at;
        outbox.reconnected(at);
      }
      case "error" -> fail(frame, at);
      default -> screen.show(frame, at, upToDateSince);
    }
  }

  private void fail(JsonNode frame, Instant at) {
    if (frame.path("error").path("code").asInt() == 103) {
      return; // the close code says what to do
    }
    screen.show(frame, at, upToDateSince);
    if (frame.path("request").asText().equals("sync")) {
      failedSyncs.add(frame);
      syncAt = at.plusMillis(CONNECTION_LOST_PAUSE_MILLIS);
    }
  }

  private void act(Instant now) {
    if (!now.isBefore(syncAt)) {
      syncAt = Instant.MAX;
      line.send(sync());
    }
    if (!now.isBefore(connectAt)) {
      router.route(random).ifPresent(next -> connect(next, "&sync=1"));
    }
    if (isUpToDate()) {
      outbox.due(now).forEach(post -> line.send(post.frame()));
      if (phase == Phase.TALKING && !now.isBefore(actAt)) {
        actAt = now.plusMillis(random.nextLong(2 * pace.toMillis()));
        doSomething(now);
      }
    }
  }

  private void doSomething(Instant now) {
    LoadChat chat = chats.get(random.nextInt(chats.size()));
    int die = random.nextInt(10);
    if (die == 0) {
      line.send(Map.of("type", "typing", "data", Map.of("chatId", chat.id(), "status", "start")));
    } else if (die <= 2) {
      read(chat);
    } else if (outbox.waiting() < MOST_WAITING) {
      line.send(outbox.next(chat.id(), now).frame());
    }
  }

  private void read(LoadChat chat) {
    view(chat)
        .last()
        .ifPresent(last ->
            line.send(
                Map.of(
                    "type",
                    "messageStatus",
                    "data",
                    Map.of(
                        "status", "read", "chatId", chat.id(), "messageId", last.message().id()))));
  }

  private void connect(ClusterNode to, String options) {
    connectAt = Instant.MAX;
    syncAt = Instant.MAX;
    node = to;
    line = WsLine.connect(http, to.webSocket() + "?token=u" + user + options, this);
  }

  private Map<String, Object> sync() {
    List<Map<String, Long>> seqs = new ArrayList<>();
    for (LoadChat chat : chats) {
      seqs.add(Map.of("chatId", chat.id(), "seq", view(chat).lastSeq()));
    }
    return Map.of("type", "sync", "data", Map.of("chats", seqs));
  }

  private long pause(int code, String reason) {
    String told = "reconnectAfterMs=";
    return code == 1001 && reason.startsWith(told)
        ? Long.parseLong(reason.substring(told.length()))
        : random.nextInt(CONNECTION_LOST_PAUSE_MILLIS);
  }
}
