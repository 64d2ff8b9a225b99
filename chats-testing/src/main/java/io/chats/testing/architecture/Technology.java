package io.chats.testing.architecture;

import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of library that only some adapters may use. The launcher, which assembles everything, may
 * use each; so may a shared module that is made for its packages.
 *
 * @param adapters names of the adapters that may use it
 * @param packages of the libraries, as ArchUnit identifies them
 */
record Technology(String name, List<String> adapters, List<String> packages) {

  static final List<Technology> ALL =
      List.of(
          new Technology(
              "JSON", Layout.ADAPTERS, List.of("com.fasterxml.jackson..", "tools.jackson..")),
          new Technology(
              "database",
              List.of("mysql"),
              List.of(
                  "javax.sql..",
                  "org.jdbi..",
                  "com.mysql..",
                  "org.h2..",
                  "com.zaxxer.hikari..",
                  "org.flywaydb..")),
          // Logs show the SQLState of a failure.
          new Technology("JDBC", List.of("mysql", "monitoring"), List.of("java.sql..")),
          new Technology("bus", List.of("nats"), List.of("io.nats..")),
          new Technology("tokens", List.of("jwt"), List.of("com.nimbusds..")),
          new Technology("cache", List.of("redis"), List.of("redis.clients..")),
          new Technology(
              "WebSocket",
              List.of("websocket"),
              List.of("jakarta.websocket..", "org.glassfish.tyrus..", "org.glassfish.grizzly..")),
          new Technology("HTTP server", List.of("management"), List.of("com.sun.net.httpserver..")),
          new Technology(
              "monitoring",
              List.of("monitoring"),
              List.of(
                  "io.micrometer..", "io.prometheus..", "io.sentry..", "com.google.protobuf..")),
          new Technology("log output", List.of("monitoring"), List.of("ch.qos.logback..")));

  String[] identifiers() {
    return packages.toArray(String[]::new);
  }

  /** The parts of a product that may use it. */
  String[] homes(Layout layout) {
    Stream<String> shared =
        layout.shared().stream()
            .filter(module -> module.libraries().stream().anyMatch(packages::contains))
            .map(module -> layout.part(module.name()));
    return Stream.of(Stream.of(layout.launcher()), adapters.stream().map(layout::adapter), shared)
        .flatMap(places -> places)
        .toArray(String[]::new);
  }
}
