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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reports unforeseen failures and lost services to Sentry (spec 9). Reports of one kind share a
 * fingerprint and are sent at most once a minute. Callers never wait: reports that Sentry does not
 * take in time are dropped. Safe for use by any thread.
 */
public final class SentryReporter implements FailureReporter, AutoCloseable {

  private static final Duration FLUSH = Duration.ofSeconds(2);
  private static final int NETWORK_TIMEOUT_MILLIS = 2_000;
  private static final int MAX_WAITING = 50;
  private static final int MAX_A_MINUTE = 1;

  /** Causes may form a circle. */
  private static final int MAX_CAUSES = 20;

  private final ISentryClient client;
  private final RepeatLimiter limiter;

  /**
   * Opens no connection before the first report.
   *
   * @param dsn the URL of the Sentry project with its key
   * @param version the version of the product
   * @param mode the mode of the process
   */
  public SentryReporter(String dsn, String version, String mode, Clock clock) {
    this.client = new SentryClient(options(dsn, version, mode));
    this.limiter = new RepeatLimiter(MAX_A_MINUTE, clock);
  }

  @Override
  public void unforeseen(Throwable failure, String during, Map<String, String> context) {
    SentryEvent event = new SentryEvent(failure);
    event.setLevel(SentryLevel.ERROR);
    event.setTransaction(during);
    event.setTag("during", during);
    context.forEach(event::setTag);
    send(event, fingerprint(failure, during));
  }

  /**
   * Reports that a service went away that the process depends on.
   *
   * @param required whether the process cannot work without it
   * @param upSince the time since which it had been there
   */
  public void lost(String dependency, boolean required, Instant upSince) {
    SentryEvent event = new SentryEvent();
    event.setLevel(required ? SentryLevel.ERROR : SentryLevel.WARNING);
    Message message = new Message();
    message.setMessage("Lost the " + dependency);
    event.setMessage(message);
    event.setTag("dependency", dependency);
    event.setExtra("there_since", upSince.toString());
    send(event, List.of("dependency", dependency));
  }

  /** Sends what is queued, for two seconds at most. */
  @Override
  public void close() {
    client.flush(FLUSH.toMillis());
    client.close();
  }

  private void send(SentryEvent event, List<String> fingerprint) {
    RepeatLimiter.Decision decision = limiter.decide(fingerprint);
    if (decision.passes()) {
      event.setFingerprints(fingerprint);
      event.setExtra("left_out_before", decision.leftOut());
      client.captureEvent(event, null, new Hint());
    }
  }

  /** Groups failures: those of one class, from one place in the code, during one activity. */
  private static List<String> fingerprint(Throwable failure, String during) {
    Throwable root = failure;
    for (int i = 0; i < MAX_CAUSES && root.getCause() != null; i++) {
      root = root.getCause();
    }
    return List.of("failure", during, root.getClass().getName(), place(root, failure));
  }

  /** The innermost method of Chats; without its line, which changes with each release. */
  private static String place(Throwable root, Throwable failure) {
    return Stream.of(root, failure)
        .flatMap(it -> Arrays.stream(it.getStackTrace()))
        .filter(frame -> frame.getClassName().startsWith("io.chats."))
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .findFirst()
        .orElse("elsewhere");
  }

  private static SentryOptions options(String dsn, String version, String mode) {
    SentryOptions options = new SentryOptions();
    options.setDsn(dsn);
    options.setRelease("chats@" + version);
    options.setTag("mode", mode);
    options.addInAppInclude("io.chats");
    options.setMaxBreadcrumbs(0);
    options.setEnableDeduplication(false);
    options.setAttachThreads(false);
    options.setMaxQueueSize(MAX_WAITING);
    options.setConnectionTimeoutMillis(NETWORK_TIMEOUT_MILLIS);
    options.setReadTimeoutMillis(NETWORK_TIMEOUT_MILLIS);
    options.setShutdownTimeoutMillis(FLUSH.toMillis());
    options.setBeforeSend((event, hint) -> EventScrubber.scrub(event));
    return options;
  }
}
