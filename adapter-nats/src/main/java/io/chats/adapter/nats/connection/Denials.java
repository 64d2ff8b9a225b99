package io.chats.adapter.nats.connection;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the permissions of its user keep this node from doing on one link. The server says so once,
 * in a text; the connection stays, and nothing else shows that this node does not receive. Safe for
 * use by any thread.
 */
public final class Denials {

  private static final Pattern VIOLATION =
      Pattern.compile(
          "permissions violation for (subscription|publish) to \"([^\"]*)\"",
          Pattern.CASE_INSENSITIVE);
  private static final String SUBSCRIPTION = "subscription";

  /** More subjects than this are counted and not remembered. */
  private static final int MAX_SUBJECTS = 1_000;

  /** The number of subscriptions that are tried again at a time. */
  private static final int MAX_RETRIED = 10;

  /** Nothing tells when publishing is allowed again; after this time it is taken for allowed. */
  static final Duration PUBLISHING_REMEMBERED = Duration.ofSeconds(30);

  private final Map<String, Long> subscriptions = new ConcurrentHashMap<>();
  private final Map<String, Long> publishing = new ConcurrentHashMap<>();
  private final AtomicLong deniedSubscriptions = new AtomicLong();
  private final AtomicLong deniedPublishing = new AtomicLong();
  private final Set<String> retried = new HashSet<>();
  private long retriedAt;

  /**
   * An operation that the server denied.
   *
   * @param isSubscription whether it is a subscription; else it is publishing
   */
  record Violation(boolean isSubscription, String subject) {}

  /**
   * The subscriptions to try again.
   *
   * @param wasGranted whether others were granted in the last attempt, so that all may be
   */
  record Retry(Collection<String> subjects, boolean wasGranted) {}

  Denials() {}

  /** The subjects to which this node is not subscribed, though it has to be. */
  public Set<String> subscriptions() {
    return Set.copyOf(subscriptions.keySet());
  }

  /** The subjects to which this node was not allowed to publish in the last half minute. */
  public Set<String> publishing() {
    long now = System.nanoTime();
    publishing.values().removeIf(at -> now - at > PUBLISHING_REMEMBERED.toNanos());
    return Set.copyOf(publishing.keySet());
  }

  /** The number of subscriptions that were denied since the start. */
  public long deniedSubscriptions() {
    return deniedSubscriptions.get();
  }

  /** The number of messages that were denied since the start. */
  public long deniedPublishing() {
    return deniedPublishing.get();
  }

  /** Notes an error of the server; empty when it is about something else. */
  Optional<Violation> note(String error) {
    Matcher found = VIOLATION.matcher(error);
    if (!found.find()) {
      return Optional.empty();
    }
    Violation violation =
        new Violation(found.group(1).equalsIgnoreCase(SUBSCRIPTION), found.group(2));
    note(violation);
    return Optional.of(violation);
  }

  private void note(Violation violation) {
    (violation.isSubscription() ? deniedSubscriptions : deniedPublishing).incrementAndGet();
    Map<String, Long> subjects = violation.isSubscription() ? subscriptions : publishing;
    if (subjects.size() < MAX_SUBJECTS || subjects.containsKey(violation.subject())) {
      subjects.put(violation.subject(), System.nanoTime());
    }
  }

  /** Begins anew, since everything is subscribed to again on a new connection. */
  synchronized void connected() {
    subscriptions.clear();
    retried.clear();
  }

  /** Judges the last attempt: what was not denied again counts as granted. */
  synchronized Retry retry() {
    int before = subscriptions.size();
    retried.forEach(
        subject -> subscriptions.computeIfPresent(subject, (s, at) -> at < retriedAt ? null : at));
    boolean wasGranted = subscriptions.size() < before;
    retried.clear();
    retriedAt = System.nanoTime();
    return new Retry(subscriptions.keySet().stream().limit(MAX_RETRIED).toList(), wasGranted);
  }

  /** Notes that a subject was subscribed to again in this attempt. */
  synchronized void retried(String subject) {
    retried.add(subject);
  }

  /** Forgets a subject that is not needed any more. */
  void forget(String subject) {
    subscriptions.remove(subject);
  }
}
