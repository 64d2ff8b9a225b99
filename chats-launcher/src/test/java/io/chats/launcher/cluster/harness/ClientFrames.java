package io.chats.launcher.cluster.harness;

import java.util.List;
import java.util.Map;

/** The frames of clients, as the WebSocket API documents them. */
public final class ClientFrames {

  private ClientFrames() {}

  public static Map<String, Object> message(long chat, String id, String text) {
    Map<String, Object> message =
        Map.of("chatId", chat, "clientMessageId", id, "type", "message", "text", text);
    return frame("message", Map.of("messages", List.of(message)));
  }

  public static Map<String, Object> read(long chat, long message) {
    return frame("messageStatus", Map.of("status", "read", "chatId", chat, "messageId", message));
  }

  public static Map<String, Object> typing(long chat, String status) {
    return frame("typing", Map.of("chatId", chat, "status", status));
  }

  public static Map<String, Object> opponentStatus(long chat) {
    return frame("opponentStatus", Map.of("chatId", chat));
  }

  public static Map<String, Object> ping() {
    return frame("ping", Map.of());
  }

  /**
   * @param positions a {@code chatId} and the last {@code seq} of each
   */
  public static Map<String, Object> sync(List<Map<String, Long>> positions) {
    return frame("sync", Map.of("chats", positions));
  }

  private static Map<String, Object> frame(String type, Map<String, Object> data) {
    return Map.of("type", type, "data", data);
  }
}
