package io.chats.launcher.e2e.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The state of a client: its chats, which it wants from their first message on, and the posts that
 * are not acknowledged. It records everything that is not as promised. Used by one thread at a
 * time.
 */
final class SyncedChats {

  private static final Set<Integer> TO_BE_REPEATED = Set.of(112, 200, 300);
  private static final int NOT_A_PARTICIPANT = 501;

  private final long user;
  private final Consumer<String> connection;
  private final Map<Long, ChatView> views = new TreeMap<>();
  private final Map<String, Map<String, Object>> unacknowledged = new LinkedHashMap<>();
  private final Deque<Set<Long>> questions = new ArrayDeque<>();
  private final Set<Long> toAsk = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private boolean greeted;

  /**
   * @param connection sends frames
   */
  SyncedChats(long user, Consumer<String> connection) {
    this.user = user;
    this.connection = connection;
  }

  /** Starts a new connection: requests of the old one will not be answered. */
  void reconnected() {
    questions.clear();
    toAsk.clear();
    greeted = false;
  }

  /** Returns all chats of which the client ever received anything. */
  Map<Long, ChatView> views() {
    return views;
  }

  List<String> violations() {
    return violations;
  }

  /** Returns whether no request and no post is unanswered. */
  boolean isSettled() {
    return greeted && unacknowledged.isEmpty() && questions.isEmpty();
  }

  void post(long chat, String id, String text) {
    Map<String, Object> message =
        Map.of("chatId", chat, "clientMessageId", id, "type", "message", "text", text);
    unacknowledged.put(id, message);
    send("message", Map.of("messages", List.of(message)));
  }

  void repeatUnacknowledged() {
    unacknowledged
        .values()
        .forEach(message -> send("message", Map.of("messages", List.of(message))));
  }

  /** Nothing is sent before the server has greeted. */
  void send(String type, Map<String, ?> data) {
    if (greeted) {
      connection.accept(Json.write(Map.of("type", type, "data", data)));
    }
  }

  /** Receives a frame. */
  void take(JsonNode frame) {
    JsonNode data = frame.path("data");
    String type = frame.get("type").asText();
    if (greeted == type.equals("hello")) {
      violations.add("not the time for " + frame);
    }
    switch (type) {
      case "hello" -> greet(data);
      case "message" -> data.get("messages").forEach(this::message);
      case "sync" -> answered(data.get("chats"));
      case "chat" -> changed(data);
      case "error" -> failed(frame);
      default -> {}
    }
    if (!toAsk.isEmpty()) {
      ask(Set.copyOf(toAsk));
      toAsk.clear();
    }
  }

  private void greet(JsonNode hello) {
    if (hello.get("userId").asLong() != user) {
      violations.add("hello to someone else: " + hello);
    }
    greeted = true;
    toAsk.addAll(views.keySet());
    if (toAsk.isEmpty()) {
      ask(Set.of());
    }
    repeatUnacknowledged();
  }

  private void message(JsonNode message) {
    if (message.get("userId").asLong() == user) {
      unacknowledged.remove(message.get("clientMessageId").asText());
    }
    if (!message.path("repeated").asBoolean()) {
      long chat = message.get("chatId").asLong();
      joined(chat);
      view(chat).message(message).ifPresent(violations::add);
    }
  }

  private ChatView view(long chat) {
    return views.computeIfAbsent(
        chat,
        id -> {
          toAsk.add(id);
          return new ChatView(id, () -> isAsking(id));
        });
  }

  private boolean isAsking(long chat) {
    return toAsk.contains(chat) || questions.stream().anyMatch(asked -> asked.contains(chat));
  }

  /** A client that returns to a chat also requests what it missed. */
  private void joined(long chat) {
    if (view(chat).rejoins()) {
      toAsk.add(chat);
    }
  }

  private void changed(JsonNode chat) {
    long id = chat.get("chatId").asLong();
    if (chat.path("left").asBoolean()) {
      view(id).leave();
    } else {
      joined(id);
    }
  }

  /** If a chat was not requested, the answer only says that it exists. */
  private void answered(JsonNode chats) {
    Set<Long> asked = Optional.ofNullable(questions.poll()).orElse(Set.of());
    for (JsonNode standing : chats) {
      long chat = standing.get("chatId").asLong();
      if (standing.path("left").asBoolean()) {
        view(chat).leave();
      } else if (!asked.contains(chat)) {
        view(chat);
      } else if (view(chat).seq() != standing.get("seq").asLong() && !isAsking(chat)) {
        violations.add("shown were " + view(chat).seq() + " messages, but: " + standing);
      }
      if (standing.path("reset").asBoolean()) {
        violations.add("nothing was restored: " + standing);
      }
    }
  }

  private void failed(JsonNode frame) {
    int code = frame.at("/error/code").asInt();
    if (code == NOT_A_PARTICIPANT) {
      unacknowledged.remove(frame.path("clientMessageId").asText());
    } else if (!TO_BE_REPEATED.contains(code)) {
      violations.add("an error: " + frame);
    }
  }

  private void ask(Set<Long> chats) {
    List<Map<String, Long>> have =
        chats.stream().map(chat -> Map.of("chatId", chat, "seq", views.get(chat).seq())).toList();
    questions.add(chats);
    send("sync", Map.of("chats", have));
  }
}
