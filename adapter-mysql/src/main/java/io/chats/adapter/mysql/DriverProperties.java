package io.chats.adapter.mysql;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The properties of Connector/J, with their reasons. */
final class DriverProperties {

  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration MIGRATING = Duration.ofMinutes(5);

  private DriverProperties() {}

  static Map<String, String> forStores(DataSourceSettings settings) {
    Map<String, String> properties = common(settings.callBudget(), settings.callBudget());
    // Prepared once on the server, used again by every later call on that connection.
    properties.put("useServerPrepStmts", "true");
    properties.put("cachePrepStmts", "true");
    properties.put("prepStmtCacheSize", "250");
    // Statements beyond that are rare, and would cost the server too much memory if kept.
    properties.put("prepStmtCacheSqlLimit", "32768");
    // Saves questions to the server whose answers the driver knows.
    properties.put("useLocalSessionState", "true");
    properties.put("maintainTimeStats", "false");
    properties.putAll(settings.driverProperties());
    return properties;
  }

  /** The properties for DDL, which may take minutes. */
  static Map<String, String> forMigrations(DataSourceSettings settings) {
    Map<String, String> properties = common(CONNECTING, MIGRATING);
    properties.putAll(settings.driverProperties());
    return properties;
  }

  private static Map<String, String> common(Duration connecting, Duration answering) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("connectTimeout", Long.toString(connecting.toMillis()));
    properties.put("socketTimeout", Long.toString(answering.toMillis()));
    properties.put("tcpKeepAlive", "true");
    properties.put("characterEncoding", "UTF-8");
    properties.put("connectionTimeZone", "UTC");
    return properties;
  }
}
