package io.chats.adapter.monitoring.sentry;

/**
 * What Sentry is told of the process.
 *
 * @param dsn where it is, with the key
 * @param mode in which the process runs
 */
public record SentrySettings(String dsn, String version, String mode) {

  /** Without the key. */
  @Override
  public String toString() {
    return "SentrySettings[" + version + ", " + mode + "]";
  }
}
