package io.chats.launcher.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chats.adapter.nats.bus.BusApi;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests that find and store nothing, so that the first callers do not wait while classes
 * are loaded and connections opened.
 */
final class WarmUp {

  /** An id that no chat and no user has. */
  private static final long UNUSED_ID = Long.MAX_VALUE;

  private static final int MAX_REPLY_BYTES = 1 << 20;

  private static final List<String> REQUESTS =
      List.of(
          request("GET", "/chats/chats", "\"user_id\":%d"),
          request("GET", "/chats/chat/recent", "\"user_id\":%d,\"chat_id\":%d"),
          request("POST", "/chats/user/unsubscribe", "\"user_id\":%d,\"chat_id\":%d"),
          request(
              "POST",
              "/chats/message",
              "\"user_id\":%d,\"chat_id\":%d,\"message\":\"\",\"type\":\"message\""));

  private WarmUp() {}

  /**
   * Blocks until all requests are answered, whatever the answers are.
   *
   * @param each the longest wait for one answer
   */
  static void run(BusApi api, Duration each) {
    for (String request : REQUESTS) {
      api.handle(request.getBytes(UTF_8), MAX_REPLY_BYTES)
          .toCompletableFuture()
          .completeOnTimeout(new byte[0], each.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    }
  }

  private static String request(String method, String path, String fields) {
    String body = fields.replace("%d", Long.toString(UNUSED_ID));
    return "{\"method\":\"" + method + "\",\"path\":\"" + path + "\",\"body\":{" + body + "}}";
  }
}
