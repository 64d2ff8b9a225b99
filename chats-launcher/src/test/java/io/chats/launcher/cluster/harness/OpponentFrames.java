package io.chats.launcher.cluster.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Reads frames that say who is there. */
public final class OpponentFrames {

  private OpponentFrames() {}

  /** By user; empty if the frame is about something else. */
  public static Map<Long, String> statuses(JsonNode frame) {
    Map<Long, String> statuses = new HashMap<>();
    if (frame.path("type").asText().equals("opponentStatus")) {
      for (JsonNode user : frame.at("/data/users")) {
        statuses.put(user.get("userId").asLong(), user.get("status").asText());
      }
    }
    return statuses;
  }
}
