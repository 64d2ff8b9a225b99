package io.chats.adapter.nats.cluster;

import io.chats.adapter.nats.connection.Importance;
import io.chats.adapter.nats.connection.NatsLink;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import io.chats.support.LogThrottle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announcements over NATS, with a subject for each chat and each user: the servers carry an
 * announcement to the nodes that subscribed to its subject, and to no other. An announcement that
 * cannot be sent at once is dropped. When many wait, on either side, signals are dropped first.
 * Safe for use by any thread; no method blocks.
 */
public final class NatsClusterBus implements ClusterBus {

  private static final Logger LOG = LoggerFactory.getLogger(NatsClusterBus.class);

  private static final Duration DEFAULT_WINDOW = Duration.ofMillis(250);

  private final NatsLink link;
  private final String prefix;
  private final Executor executor;
  private final List<Runnable> gapListeners = new CopyOnWriteArrayList<>();
  private final SubscriptionRegistry subscriptions = new SubscriptionRegistry(this::reportGap);
  private final LogThrottle oversizedLines = new LogThrottle(Duration.ofMinutes(1));
  private final AtomicLong droppedChanges = new AtomicLong();
  private final AtomicLong droppedSignals = new AtomicLong();
  private final AtomicLong droppedNotices = new AtomicLong();
  private final AtomicLong skippedSignals = new AtomicLong();
  private final SessionQueries queries;

  /** As the other constructor; answers to a query are collected for a quarter of a second. */
  public NatsClusterBus(NatsLink link, String prefix, Executor executor) {
    this(link, prefix, DEFAULT_WINDOW, executor);
  }

  /**
   * @param link a link on which a node does not receive its own messages
   * @param prefix the prefix of the subjects, unique to the deployment, so that two of them can
   *     share one NATS
   * @param answersWithin the time for which answers to a query are collected
   * @param executor runs the listeners to lost announcements, and the answers to queries
   */
  public NatsClusterBus(NatsLink link, String prefix, Duration answersWithin, Executor executor) {
    this.link = link;
    this.prefix = prefix;
    this.executor = executor;
    this.queries = new SessionQueries(link, subscriptions, prefix, answersWithin, executor);
    link.listen(subscriptions);
  }

  /** The prefix for the deployment whose Bus API has the given subject. */
  public static String prefixOf(String busTopic) {
    return busTopic + ".cluster";
  }

  @Override
  public void announce(ChatAnnouncement announcement) {
    String subject = subject(announcement.chat());
    byte[] encoded = AnnouncementCodec.encode(announcement);
    switch (announcement) {
      case ChatChange change -> publish(subject, encoded, Importance.NORMAL, droppedChanges);
      case ChatSignal signal -> publish(subject, encoded, Importance.LOW, droppedSignals);
    }
  }

  @Override
  public void notify(UserId user, UserNotice notice) {
    publish(subject(user), NoticeCodec.encode(notice), Importance.NORMAL, droppedNotices);
  }

  @Override
  public ClusterSubscription subscribe(ChatId chat, Consumer<ChatAnnouncement> listener) {
    return subscriptions.add(
        subject(chat), bytes -> receive(AnnouncementCodec.decode(bytes), listener));
  }

  private void receive(ChatAnnouncement announcement, Consumer<ChatAnnouncement> listener) {
    if (announcement instanceof ChatSignal && subscriptions.isBehind()) {
      skippedSignals.incrementAndGet();
    } else {
      listener.accept(announcement);
    }
  }

  @Override
  public ClusterSubscription subscribe(UserId user, Consumer<UserNotice> listener) {
    return subscriptions.add(subject(user), bytes -> listener.accept(NoticeCodec.decode(bytes)));
  }

  @Override
  public void onGap(Runnable listener) {
    gapListeners.add(listener);
  }

  @Override
  public CompletionStage<List<SessionAnswer>> ask(SessionQuery query) {
    return queries.ask(query);
  }

  @Override
  public void onQuery(Function<SessionQuery, SessionAnswer> answerer) {
    queries.answerBy(answerer);
  }

  private String subject(ChatId chat) {
    return prefix + ".chat." + chat;
  }

  private String subject(UserId user) {
    return prefix + ".user." + user;
  }

  /** The number of changes since the start that could not be sent. */
  public long droppedChanges() {
    return droppedChanges.get();
  }

  /** The number of signals since the start that could not be sent. */
  public long droppedSignals() {
    return droppedSignals.get();
  }

  /** The number of notices since the start that could not be sent. */
  public long droppedNotices() {
    return droppedNotices.get();
  }

  /** The number of signals since the start that were received and skipped: too much waited. */
  public long skippedSignals() {
    return skippedSignals.get();
  }

  /** Notifies the listeners on other threads; does not wait for them. */
  private void reportGap() {
    gapListeners.forEach(this::reportGap);
  }

  private void reportGap(Runnable listener) {
    try {
      executor.execute(() -> run(listener));
    } catch (Throwable e) {
      LOG.debug("Lost announcements are not reported: there is no thread for it", e);
    }
  }

  private static void run(Runnable listener) {
    try {
      listener.run();
    } catch (Throwable e) {
      LOG.error("A listener to lost announcements failed", e);
    }
  }

  private void publish(
      String subject, byte[] announcement, Importance importance, AtomicLong dropped) {
    if (!link.publish(subject, announcement, importance)) {
      dropped.incrementAndGet();
      if (announcement.length > link.maxPayload() && oversizedLines.tryAcquire()) {
        LOG.warn(
            "An announcement of {} bytes is larger than NATS takes (max_payload): the other nodes"
                + " find the change in the database, which takes seconds",
            announcement.length);
      }
    }
  }
}
