package io.chats.adapter.jwt;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import io.chats.support.OutageLog;
import io.chats.support.PeriodicTask;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer, read again and again in the background. Whoever looks for a known key
 * never waits. While the keys cannot be read, or what is read is no key set, the old ones hold.
 * Safe for use by any thread.
 */
public final class KeySet implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);
  private static final Duration REMINDER = Duration.ofMinutes(1);

  /** The longest wait of a token whose key may be a new one. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);

  private final KeySource source;
  private final Executor executor;
  private final OutageLog outage;
  private final PeriodicTask readings;
  private volatile VerificationKeys keys = VerificationKeys.NONE;
  private volatile long readAt = System.nanoTime();
  private byte[] content = {};

  /** Guarded by this, as the following one. */
  private CompletableFuture<Boolean> reading = CompletableFuture.completedFuture(false);

  private long notBefore = System.nanoTime();

  KeySet(KeySource source, Executor executor, ScheduledExecutorService timer, Clock clock) {
    this.source = source;
    this.executor = executor;
    this.outage = new OutageLog(LOG, "The key set for tokens", REMINDER, clock);
    this.readings =
        new PeriodicTask(this::awaitReading, Duration.ZERO, source.period(), executor, timer);
  }

  /**
   * The keys in a file or behind a URL. Begins to read them; does not wait for that.
   *
   * @param location {@code file:}, {@code http:} or {@code https:}
   * @param executor runs the readings, which may block
   * @param timer starts them; never blocked
   */
  public static KeySet at(
      URI location, Executor executor, ScheduledExecutorService timer, Clock clock) {
    KeySource source =
        location.getScheme().equals("file")
            ? new FileKeySource(Path.of(location))
            : new UrlKeySource(location, executor);
    return new KeySet(source, executor, timer, clock);
  }

  /** The number of keys that are known. */
  public int size() {
    return keys.size();
  }

  /** The time since the keys were last read, or since the start if they never were. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - readAt);
  }

  /** The known keys for a token with that header, possibly none. */
  List<JWK> matching(JWSHeader header) {
    return keys.matching(header);
  }

  /**
   * Reads the keys again, unless that was done just before. Blocks for a bounded time.
   *
   * @return whether the keys are up to date now
   */
  boolean refresh() {
    return startReading(false)
        .copy()
        .completeOnTimeout(false, MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS)
        .join();
  }

  @Override
  public void close() {
    readings.close();
  }

  private void awaitReading() {
    startReading(true).join();
  }

  /** Returns the reading that is under way, or else the result of the last one if it is fresh. */
  private synchronized CompletableFuture<Boolean> startReading(boolean due) {
    long now = System.nanoTime();
    if (reading.isDone() && (due || now - notBefore >= 0)) {
      notBefore = now + source.minPause().toNanos();
      reading = inBackground();
    }
    return reading;
  }

  private CompletableFuture<Boolean> inBackground() {
    try {
      return CompletableFuture.supplyAsync(this::read, executor).exceptionally(this::failed);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(false);
    }
  }

  private boolean read() {
    try {
      take(source.read());
      outage.backIfAway();
      return true;
    } catch (IOException e) {
      outage.away(e.getMessage());
    } catch (ParseException e) {
      outage.away("what is there is no JSON Web Key Set");
    }
    return false;
  }

  private boolean failed(Throwable failure) {
    outage.away("reading it failed: " + failure);
    return false;
  }

  private void take(byte[] read) throws ParseException {
    if (!Arrays.equals(content, read)) {
      keys = VerificationKeys.parse(read);
      content = read;
      LOG.info("Tokens are verified with {} keys", keys.size());
    }
    readAt = System.nanoTime();
  }
}
