package io.chats.testing.services;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A NATS server's settings file.
 *
 * @param clusterPort at which it takes routes
 * @param routes the cluster ports of all of its cluster; empty when it is alone
 */
record NatsSettings(int port, NatsOptions options, int clusterPort, List<Integer> routes) {

  static NatsSettings alone(int port, NatsOptions options) {
    return new NatsSettings(port, options, 0, List.of());
  }

  String text() {
    return """
    listen: "%s:%d"
    max_payload: %d
    %s
    %s
    """
        .formatted(PrivateService.HOST, port, options.maxPayload(), authorization(), cluster());
  }

  private String authorization() {
    return options.token().map("authorization { token: \"%s\" }"::formatted).orElse("");
  }

  private String cluster() {
    if (routes.isEmpty()) {
      return "";
    }
    return "cluster { name: chats, listen: \"%s:%d\", routes: [%s] }"
        .formatted(
            PrivateService.HOST,
            clusterPort,
            routes.stream().map(NatsSettings::route).collect(Collectors.joining(", ")));
  }

  private static String route(int port) {
    return "\"nats://%s:%d\"".formatted(PrivateService.HOST, port);
  }
}
