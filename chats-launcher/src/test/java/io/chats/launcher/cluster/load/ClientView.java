package io.chats.launcher.cluster.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.cluster.harness.LoadChat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that a client received over all of its connections: the messages of each chat, and
 * what it should not have received. Written by the client's thread, read by any.
 */
final class ClientView {

  private static final Set<Integer> RETRYABLE = Set.of(112, 200, 300);

  private final long user;
  private final Map<Long, LoadChat> chats;
  private final Map<Long, ReceivedChat> views;
  private final Outbox outbox;
  private final List<String> faults = new ArrayList<>();
  private final Set<String> errors = new TreeSet<>();

  ClientView(long user, List<LoadChat> chats, Outbox outbox) {
    this.user = user;
    this.chats = chats.stream().collect(Collectors.toMap(LoadChat::id, Function.identity()));
    this.views = chats.stream().collect(Collectors.toMap(LoadChat::id, chat -> new ReceivedChat()));
    this.outbox = outbox;
  }

  Map<Long, ReceivedChat> views() {
    return views;
  }

  synchronized List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    views.forEach((chat, view) -> view.faults().forEach(f -> all.add("chat " + chat + ": " + f)));
    return all;
  }

  /**
   * @param since the time since which the connection is up to date, if it is
   */
  void show(JsonNode frame, Instant at, Optional<Instant> since) {
    JsonNode data = frame.path("data");
    switch (frame.path("type").asText()) {
      case "message" -> data.get("messages").forEach(m -> showMessage(m, at, since));
      case "messageStatus" -> {
        if (isMine(data, frame)) {
          view(data).read(data.get("userId").asLong(), data.get("messageId").asLong());
        }
      }
      case "typing", "opponentStatus", "chat" -> isMine(data, frame);
      case "clientConnectionError" -> isOfMine(data, frame);
      case "error" -> showError(frame, at);
      default -> fault("unexpected: " + frame);
    }
  }

  /** The positions in a sync frame must be those that the client has reached. */
  void compare(JsonNode sync) {
    for (JsonNode chat : sync.path("data").path("chats")) {
      if (isMine(chat, sync)) {
        compare(view(chat), chat);
      }
    }
  }

  private void compare(ReceivedChat view, JsonNode standing) {
    if (standing.path("seq").asLong() != view.lastSeq()) {
      fault("shown up to " + view.lastSeq() + ", but then came " + standing);
    }
    view.synced(standing.path("readSeq").asLong(), standing.path("opponentReadSeq").asLong());
  }

  /** The errors that were shown and that a repetition may help, by request and code. */
  synchronized Set<String> errors() {
    return Set.copyOf(errors);
  }

  private synchronized void note(JsonNode error) {
    errors.add(error.path("request").asText() + " " + error.path("error").path("code").asInt());
  }

  synchronized void fault(String what) {
    faults.add(what);
  }

  private void showMessage(JsonNode message, Instant at, Optional<Instant> since) {
    if (!isMine(message, message)) {
      return;
    }
    if (!message.path("repeated").asBoolean()) {
      view(message).see(ReceivedMessage.of(message, at, since));
    }
    if (message.get("userId").asLong() == user) {
      outbox.acknowledge(message.get("clientMessageId").asText());
    }
  }

  private void showError(JsonNode frame, Instant at) {
    if (!RETRYABLE.contains(frame.path("error").path("code").asInt())) {
      fault("refused: " + frame);
      return;
    }
    note(frame);
    if (frame.has("clientMessageId")) {
      outbox.failed(frame.get("clientMessageId").asText(), at);
    }
  }

  /** A client must receive nothing of a chat or a user that has nothing to do with it. */
  private boolean isMine(JsonNode data, JsonNode frame) {
    LoadChat chat = chats.get(data.path("chatId").asLong());
    boolean mine =
        chat != null && (!data.has("userId") || chat.users().contains(data.get("userId").asLong()));
    if (!mine) {
      fault("not of this client's: " + frame);
    }
    return mine;
  }

  /** The frame must be about a user with whom this one shares a chat. */
  private void isOfMine(JsonNode data, JsonNode frame) {
    long other = data.path("userId").asLong();
    if (chats.values().stream().noneMatch(chat -> chat.users().contains(other))) {
      fault("not of this client's: " + frame);
    }
  }

  private ReceivedChat view(JsonNode data) {
    return views.get(data.get("chatId").asLong());
  }
}
