package io.chats.adapter.management;

import java.util.Map;

/**
 * The limits of the JDK's HTTP server. It has them for the whole JVM only, as system properties
 * that it reads once, when the first server is made: one that the operator set stands, and an
 * application that made a server of its own before has the limits of that time.
 */
final class ServerLimits {

  /** Far beyond what monitoring and load balancers need; together they cost some 30 MB of heap. */
  private static final int MAX_CONNECTIONS = 500;

  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MAX_HEADERS = 64;
  private static final int MAX_REQUEST_SECONDS = 10;

  /** A reply of the bus is waited for; see {@link BusHandler}. */
  private static final int MAX_RESPONSE_SECONDS = 30;

  private static final int MAX_IDLE_SECONDS = 10;
  private static final int MAX_IDLE_CONNECTIONS = 100;
  private static final int CHECK_MILLIS = 1_000;

  private static final Map<String, Integer> PROPERTIES =
      Map.of(
          "jdk.httpserver.maxConnections", MAX_CONNECTIONS,
          "sun.net.httpserver.maxReqHeaderSize", MAX_HEADER_BYTES,
          "sun.net.httpserver.maxReqHeaders", MAX_HEADERS,
          "sun.net.httpserver.maxReqTime", MAX_REQUEST_SECONDS,
          "sun.net.httpserver.maxRspTime", MAX_RESPONSE_SECONDS,
          "sun.net.httpserver.idleInterval", MAX_IDLE_SECONDS,
          "sun.net.httpserver.maxIdleConnections", MAX_IDLE_CONNECTIONS,
          "sun.net.httpserver.clockTick", CHECK_MILLIS);

  private ServerLimits() {}

  /** Sets those that are not set; to be called before a server is made. */
  static void set() {
    PROPERTIES.forEach((name, value) -> {
      if (System.getProperty(name) == null) {
        System.setProperty(name, value.toString());
      }
    });
  }
}
