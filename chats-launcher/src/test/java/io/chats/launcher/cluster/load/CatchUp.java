package io.chats.launcher.cluster.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.cluster.harness.ClientFrames;
import io.chats.launcher.cluster.harness.LoadChat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The catch-up of a client on each of its connections but the first: it sends {@code sync} when it
 * is greeted, and again when that fails. Written by the client's thread, read by any.
 */
final class CatchUp {

  private static final Duration PAUSE = Duration.ofMillis(300);

  private final ClientRecord account;
  private final List<JsonNode> failures = new CopyOnWriteArrayList<>();
  private volatile Optional<Instant> doneAt = Optional.empty();
  private volatile String state = "not asked for";
  private Instant askAt = Instant.MAX;

  CatchUp(ClientRecord account) {
    this.account = account;
  }

  /** The time at which the client had everything, if it has. */
  Optional<Instant> doneAt() {
    return doneAt;
  }

  /** The errors that answered its requests. */
  List<JsonNode> failures() {
    return failures;
  }

  /** Forgets the requests of the previous connection, which will not be answered. */
  void startAgain() {
    doneAt = Optional.empty();
    askAt = Instant.MAX;
    state = "not greeted";
  }

  void greeted(Instant at) {
    askAt = at;
  }

  void done(Instant at) {
    doneAt = Optional.of(at);
    state = "done at " + at;
  }

  void failed(JsonNode error, Instant at) {
    failures.add(error);
    askAt = at.plus(PAUSE);
    state = "failed at " + at;
  }

  /** Returns the {@code sync} request, if it is due. */
  Optional<Map<String, Object>> question(Instant now) {
    if (now.isBefore(askAt)) {
      return Optional.empty();
    }
    askAt = Instant.MAX;
    state = "asked for at " + now;
    List<Map<String, Long>> positions = new ArrayList<>();
    for (LoadChat chat : account.chats()) {
      positions.add(Map.of("chatId", chat.id(), "seq", account.view(chat).lastSeq()));
    }
    return Optional.of(ClientFrames.sync(positions));
  }

  @Override
  public String toString() {
    return "sync " + state + ", failed before: " + failures;
  }
}
