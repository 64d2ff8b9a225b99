package io.chats.launcher.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chats.adapter.nats.bus.BusApi;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Goes once through what the first callers need, so that they do not wait while classes are loaded
 * and connections opened: with requests that find nothing and store nothing.
 */
final class WarmUp {

  /** No chat and no user has it. */
  private static final long NOBODY = Long.MAX_VALUE;

  private static final int LARGEST_REPLY = 1 << 20;

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

  /** Blocks until all is answered, whatever the answers are; at most so long for each. */
  static void run(BusApi api, Duration each) {
    for (String request : REQUESTS) {
      api.handle(request.getBytes(UTF_8), LARGEST_REPLY)
          .toCompletableFuture()
          .completeOnTimeout(new byte[0], each.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    }
  }

  private static String request(String method, String path, String fields) {
    String body = fields.replace("%d", Long.toString(NOBODY));
    return "{\"method\":\"" + method + "\",\"path\":\"" + path + "\",\"body\":{" + body + "}}";
  }
}
