package io.chats.adapter.monitoring.sentry;

import io.chats.adapter.monitoring.logging.RepeatLimiter;
import io.chats.domain.port.FailureReporter;
import io.sentry.Hint;
import io.sentry.ISentryClient;
import io.sentry.SentryClient;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Tells Sentry of unforeseen failures, and of services that went (spec 9). What is the same goes
 * under one fingerprint, and is told at most once a minute. Nothing waits for Sentry: what it
 * cannot take in time is dropped.
 */
public final class SentryReporter implements FailureReporter, AutoCloseable {

  private static final Duration FLUSH = Duration.ofSeconds(2);
  private static final int NETWORK_TIMEOUT_MILLIS = 2_000;
  private static final int MOST_WAITING = 50;
  private static final int MOST_A_MINUTE = 1;

  private final ISentryClient client;
  private final RepeatLimiter repeats;

  public SentryReporter(SentrySettings settings, Clock clock) {
    this.client = new SentryClient(options(settings));
    this.repeats = new RepeatLimiter(MOST_A_MINUTE, clock);
  }

  @Override
  public void unforeseen(Throwable failure, String during, Map<String, String> context) {
    SentryEvent event = new SentryEvent(failure);
    event.setLevel(SentryLevel.ERROR);
    event.setTransaction(during);
    event.setTag("during", during);
    context.forEach(event::setTag);
    send(event, Fingerprint.of(failure, during));
  }

  /**
   * Tells of a service that the process depends on and that went.
   *
   * @param required whether the process is of no use without it
   * @param upSince since when it had been there
   */
  public void lost(String dependency, boolean required, Instant upSince) {
    SentryEvent event = new SentryEvent();
    event.setLevel(required ? SentryLevel.ERROR : SentryLevel.WARNING);
    event.setMessage(message("Lost the " + dependency));
    event.setTag("dependency", dependency);
    event.setExtra("there_since", upSince.toString());
    send(event, List.of("dependency", dependency));
  }

  /** Sends what waits, for two seconds at most, and ends. */
  @Override
  public void close() {
    client.flush(FLUSH.toMillis());
    client.close();
  }

  private void send(SentryEvent event, List<String> fingerprint) {
    RepeatLimiter.Turn turn = repeats.take(fingerprint);
    if (turn.granted()) {
      event.setFingerprints(fingerprint);
      event.setExtra("left_out_before", turn.leftOut());
      client.captureEvent(event, null, new Hint());
    }
  }

  private static SentryOptions options(SentrySettings settings) {
    SentryOptions options = new SentryOptions();
    options.setDsn(settings.dsn());
    options.setRelease("chats@" + settings.version());
    options.setTag("mode", settings.mode());
    options.addInAppInclude("io.chats");
    options.setMaxBreadcrumbs(0);
    options.setEnableDeduplication(false);
    options.setAttachThreads(false);
    options.setMaxQueueSize(MOST_WAITING);
    options.setConnectionTimeoutMillis(NETWORK_TIMEOUT_MILLIS);
    options.setReadTimeoutMillis(NETWORK_TIMEOUT_MILLIS);
    options.setShutdownTimeoutMillis(FLUSH.toMillis());
    options.setBeforeSend((event, hint) -> EventScrubber.scrub(event));
    return options;
  }

  private static Message message(String text) {
    Message message = new Message();
    message.setMessage(text);
    return message;
  }
}
