package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import java.util.stream.Stream;

/** Gives a node's lease back, so that others take its users over at once. */
final class RetirementScript {

  private final PresenceScript script;

  RetirementScript(RedisConnection redis, PresenceSettings settings) {
    this.script = new PresenceScript(redis, settings, "retirement");
  }

  /** Whether there was one. */
  boolean run(String node) {
    return script.run(Stream.of(node)).filter(reply -> (Long) reply == 1).isPresent();
  }
}
