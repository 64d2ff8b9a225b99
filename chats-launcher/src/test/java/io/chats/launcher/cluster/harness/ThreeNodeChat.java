package io.chats.launcher.cluster.harness;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.WsClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A chat of three users on three nodes: the operator on the first one, and so on. */
public final class ThreeNodeChat implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(5);

  private final BusClient bus;
  private final long chat;
  private final long operatorId;
  private final long clientId;
  private final long doctorId;
  private final WsClient operator;
  private final WsClient client;
  private final WsClient doctor;

  private ThreeNodeChat(ChatsCluster cluster) {
    bus = cluster.bus();
    operatorId = cluster.newId();
    clientId = cluster.newId();
    doctorId = cluster.newId();
    chat = bus.chat(cluster.newId(), clientId, doctorId);
    bus.subscribe(chat, operatorId, "operator");
    operator = WsClient.connect(cluster.node(0).webSocket(), operatorId);
    client = WsClient.connect(cluster.node(1).webSocket(), clientId);
    doctor = WsClient.connect(cluster.node(2).webSocket(), doctorId);
  }

  public static ThreeNodeChat meet(ChatsCluster cluster) {
    return new ThreeNodeChat(cluster);
  }

  public long chat() {
    return chat;
  }

  public long operatorId() {
    return operatorId;
  }

  public long clientId() {
    return clientId;
  }

  public long doctorId() {
    return doctorId;
  }

  public WsClient operator() {
    return operator;
  }

  public WsClient client() {
    return client;
  }

  public WsClient doctor() {
    return doctor;
  }

  public List<WsClient> all() {
    return List.of(operator, client, doctor);
  }

  /** Posts a message and waits until it is acknowledged. */
  public JsonNode say(WsClient by, String id) {
    by.post(chat, id, "said as " + id);
    return by.awaitMessage(id);
  }

  /** Marks a message as read; does not wait. */
  public void read(WsClient by, JsonNode message) {
    by.send(ClientFrames.read(chat, message.get("id").asLong()));
  }

  public void type(WsClient by, String status) {
    by.send(ClientFrames.typing(chat, status));
  }

  /** Each user posts a message, and all receive it. */
  public void talk(String id) {
    all().forEach(by -> by.post(chat, id + all().indexOf(by), "text"));
    IntStream.range(0, all().size()).forEach(i -> awaitMessage(id + i));
  }

  /** Subscribes a user over the bus; returns when the request is answered. */
  public void subscribe(long user, String type) {
    bus.subscribe(chat, user, type);
  }

  /** Unsubscribes a user over the bus; returns when the request is answered. */
  public void unsubscribe(long user) {
    bus.ask("POST", "/chats/user/unsubscribe", Map.of("chat_id", chat, "user_id", user));
  }

  /** Hands a subscription over to another user; returns when the request is answered. */
  public void handOver(long from, long to) {
    bus.ask(
        "PUT",
        "/chats/user/subscribe",
        Map.of("chat_id", chat, "old_user_id", from, "new_user_id", to));
  }

  /** Closes the chat over the bus; returns when the request is answered. */
  public void closeChat() {
    bus.ask("POST", "/chats/status", Map.of("chat_id", chat));
  }

  public Predicate<JsonNode> isRead(JsonNode message) {
    return frame(
        "messageStatus", data -> data.get("messageId").asLong() == message.get("id").asLong());
  }

  public Predicate<JsonNode> hasOpponent(long user) {
    return frame("chat", data -> data.path("opponents").findValuesAsText("id").contains("" + user));
  }

  public Predicate<JsonNode> isClosed() {
    return frame("chat", data -> data.path("status").asText().equals("closed"));
  }

  public Predicate<JsonNode> isLeft() {
    return frame("chat", data -> data.path("left").asBoolean());
  }

  /** Matches frames of this chat with that type and such data. */
  public Predicate<JsonNode> frame(String type, Predicate<JsonNode> data) {
    return frame ->
        frame.path("type").asText().equals(type)
            && frame.path("data").path("chatId").asLong() == chat
            && data.test(frame.get("data"));
  }

  /** Waits until all three users have received such a frame. */
  public void awaitFrame(String what, Predicate<JsonNode> wanted) {
    awaitFrame(what, all(), wanted);
  }

  /** Waits until all of these clients have received such a frame. */
  public static void awaitFrame(String what, List<WsClient> by, Predicate<JsonNode> wanted) {
    await(what)
        .atMost(TIMEOUT)
        .pollInterval(POLL)
        .until(() -> by.stream().allMatch(c -> c.frames().stream().anyMatch(wanted)));
  }

  /** Waits until all three users have received the message with that client id. */
  public void awaitMessage(String id) {
    awaitMessage(id, all());
  }

  public static void awaitMessage(String id, List<WsClient> by) {
    await("message " + id).atMost(TIMEOUT).pollInterval(POLL).until(() -> isSeen(id, by));
  }

  /** Returns whether all three users have received the message with that client id. */
  public boolean isSeen(String id) {
    return isSeen(id, all());
  }

  private static boolean isSeen(String id, List<WsClient> by) {
    return by.stream()
        .allMatch(
            c -> c.messages().stream().anyMatch(m -> m.get("clientMessageId").asText().equals(id)));
  }

  @Override
  public void close() {
    all().forEach(WsClient::close);
  }
}
