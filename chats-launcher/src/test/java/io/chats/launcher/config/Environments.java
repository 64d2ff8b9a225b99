package io.chats.launcher.config;

import java.util.HashMap;
import java.util.Map;

/** Environments for tests. */
final class Environments {

  static final Map<String, String> SERVICE =
      Map.of(
          "BUS_URL", "nats://nats:4222",
          "BUS_TOPIC", "chats.1.0",
          "DB_HOST", "mysql",
          "REDIS_HOST", "redis");

  private Environments() {}

  /** Returns an environment of service mode with these variables. */
  static Map<String, String> serviceWith(String... namesAndValues) {
    return with(SERVICE, namesAndValues);
  }

  /** Returns an environment with these variables alone. */
  static Map<String, String> embeddedWith(String... namesAndValues) {
    return with(Map.of(), namesAndValues);
  }

  static Map<String, String> serviceWithout(String name) {
    Map<String, String> environment = new HashMap<>(SERVICE);
    environment.remove(name);
    return environment;
  }

  private static Map<String, String> with(Map<String, String> base, String... namesAndValues) {
    Map<String, String> environment = new HashMap<>(base);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return environment;
  }
}
