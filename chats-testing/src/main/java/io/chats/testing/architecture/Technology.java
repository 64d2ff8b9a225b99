package io.chats.testing.architecture;

import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of library that has its homes. The launcher, which assembles everything, is one of all;
 * those that no adapter is a home of are the launcher's alone.
 *
 * @param adapters those in which it may be used
 * @param packages what it consists of
 */
record Technology(String name, List<String> adapters, List<String> packages) {

  static final List<Technology> ALL =
      List.of(
          new Technology(
              "JSON",
              List.of("mysql", "nats", "redis", "websocket"),
              List.of("com.fasterxml.jackson..", "tools.jackson..")),
          new Technology(
              "database",
              List.of("mysql"),
              List.of(
                  "java.sql..",
                  "javax.sql..",
                  "org.jdbi..",
                  "com.mysql..",
                  "org.h2..",
                  "com.zaxxer.hikari..",
                  "org.flywaydb..")),
          new Technology("bus", List.of("nats"), List.of("io.nats..")),
          new Technology("cache", List.of("redis"), List.of("redis.clients..")),
          new Technology(
              "WebSocket",
              List.of("websocket"),
              List.of("jakarta.websocket..", "org.glassfish.tyrus..", "org.glassfish.grizzly..")),
          new Technology(
              "monitoring",
              List.of(),
              List.of(
                  "io.micrometer..", "io.prometheus..", "io.sentry..", "com.google.protobuf..")),
          new Technology("log output", List.of(), List.of("ch.qos.logback..")));

  String[] identifiers() {
    return packages.toArray(String[]::new);
  }

  /** Where it may be used. */
  String[] homes(Layout layout) {
    return Stream.concat(Stream.of(layout.launcher()), adapters.stream().map(layout::adapter))
        .toArray(String[]::new);
  }
}
