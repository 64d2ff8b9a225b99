package io.chats.testing.services.nats;

import io.chats.testing.services.PrivateService;
import io.chats.testing.services.process.FreePorts;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The settings file of a NATS server.
 *
 * @param monitoringPort for questions about the server over HTTP
 * @param clusterPort 0 for a single server
 * @param routes the ports of servers of its cluster to which it opens routes
 */
record NatsSettings(
    int port, int monitoringPort, NatsOptions options, int clusterPort, List<Integer> routes) {

  static NatsSettings alone(NatsOptions options) {
    return new NatsSettings(FreePorts.next(), FreePorts.next(), options, 0, List.of());
  }

  static NatsSettings clustered(NatsOptions options, int clusterPort, List<Integer> routes) {
    return new NatsSettings(FreePorts.next(), FreePorts.next(), options, clusterPort, routes);
  }

  NatsSettings with(NatsOptions other) {
    return new NatsSettings(port, monitoringPort, other, clusterPort, routes);
  }

  String text() {
    return """
    listen: "%1$s:%2$d"
    http: "%1$s:%3$d"
    max_payload: %4$d
    %5$s
    %6$s
    %7$s
    """
        .formatted(
            PrivateService.HOST,
            port,
            monitoringPort,
            options.maxPayload(),
            authorization(),
            cluster(),
            options.more());
  }

  private String authorization() {
    return options.token().map("authorization { token: \"%s\" }"::formatted).orElse("");
  }

  private String cluster() {
    if (clusterPort == 0) {
      return "";
    }
    return "cluster { name: chats, listen: \"%s:%d\", no_advertise: %s, routes: [%s] }"
        .formatted(
            PrivateService.HOST,
            clusterPort,
            !options.advertised(),
            routes.stream().map(NatsSettings::route).collect(Collectors.joining(", ")));
  }

  private static String route(int port) {
    return "\"nats://%s:%d\"".formatted(PrivateService.HOST, port);
  }
}
