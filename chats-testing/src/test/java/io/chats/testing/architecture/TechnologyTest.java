package io.chats.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.PackageMatchers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TechnologyTest {

  private static final Layout LAYOUT = Layout.ofChats("root");

  @ParameterizedTest
  @CsvSource({
    "com.fasterxml.jackson.databind, JSON",
    "java.sql, JDBC",
    "org.jdbi.v3.core, database",
    "com.mysql.cj.jdbc, database",
    "org.h2.jdbcx, database",
    "com.zaxxer.hikari, database",
    "org.flywaydb.core, database",
    "io.nats.client, bus",
    "redis.clients.jedis, cache",
    "jakarta.websocket.server, WebSocket",
    "org.glassfish.tyrus.core, WebSocket",
    "org.glassfish.grizzly.http.server, WebSocket",
    "io.micrometer.core.instrument, monitoring",
    "io.sentry, monitoring",
    "com.google.protobuf, monitoring",
    "com.sun.net.httpserver, HTTP server",
    "ch.qos.logback.classic, log output"
  })
  void knowsThePackagesOfItsLibraries(String library, String technology) {
    assertThat(PackageMatchers.of(named(technology).identifiers()).test(library)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "root.adapter.nats.bus, bus, true",
    "root.launcher.assembly, bus, true",
    "root.adapter.redis, bus, false",
    "root.adapter.redis, JSON, true",
    "root.application, JSON, false",
    "root.domain.model, JSON, false",
    "root.launcher.monitoring, monitoring, true",
    "root.adapter.monitoring.metrics, monitoring, true",
    "root.json, JSON, true",
    "root.support, JSON, false",
    "root.adapter.management.http, HTTP server, true",
    "root.adapter.websocket, HTTP server, false",
    "root.adapter.jwt, tokens, true",
    "root.adapter.nats, tokens, false",
    "root.adapter.monitoring.logging, log output, true",
    "root.adapter.nats, monitoring, false"
  })
  void belongsToItsAdapters(String place, String technology, boolean home) {
    assertThat(PackageMatchers.of(named(technology).homes(LAYOUT)).test(place)).isEqualTo(home);
  }

  private static Technology named(String name) {
    return Technology.ALL.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }
}
