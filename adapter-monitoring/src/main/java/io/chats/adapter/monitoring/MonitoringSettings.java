package io.chats.adapter.monitoring;

import java.util.Optional;

/**
 * How a process is monitored.
 *
 * @param version the version of the product, shown by metrics and Sentry
 * @param mode the mode of the process, shown likewise
 * @param sentryDsn the URL of the Sentry project with its key; empty for no Sentry
 * @param pinba empty for no Pinba
 */
public record MonitoringSettings(
    String version, String mode, Optional<String> sentryDsn, Optional<Pinba> pinba) {

  /**
   * A Pinba server.
   *
   * @param host a name or an address, an IPv6 one in brackets
   * @param topic the subject on which the Bus API is served
   */
  public record Pinba(String host, int port, String topic) {}

  /** Without the key in the DSN. */
  @Override
  public String toString() {
    return "MonitoringSettings[" + version + ", " + mode + ", " + pinba + "]";
  }
}
