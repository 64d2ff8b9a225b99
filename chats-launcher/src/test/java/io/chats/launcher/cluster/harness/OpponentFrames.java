package io.chats.launcher.cluster.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Parses frames about the presence of opponents. */
public final class OpponentFrames {

  private OpponentFrames() {}

  /** Returns the statuses by user; empty if the frame is of another type. */
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
