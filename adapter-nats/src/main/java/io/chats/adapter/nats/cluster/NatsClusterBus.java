package io.chats.adapter.nats.cluster;

import io.chats.adapter.nats.connection.NatsLink;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announcements over NATS, with a subject for each chat and each user: the servers carry an
 * announcement to the nodes that subscribed to its subject, and to no other. An announcement that
 * cannot be sent at once is dropped. Safe for use by any thread; no method blocks.
 */
public final class NatsClusterBus implements ClusterBus {

  private static final Logger LOG = LoggerFactory.getLogger(NatsClusterBus.class);

  private static final Duration DEFAULT_WINDOW = Duration.ofMillis(250);

  private final NatsLink link;
  private final String prefix;
  private final Executor executor;
  private final List<Runnable> gapListeners = new CopyOnWriteArrayList<>();
  private final SubscriptionRegistry subscriptions = new SubscriptionRegistry(this::reportGap);
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
    publish(subject(announcement.chat()), AnnouncementCodec.encode(announcement));
  }

  @Override
  public void notify(UserId user, UserNotice notice) {
    publish(subject(user), NoticeCodec.encode(notice));
  }

  @Override
  public ClusterSubscription subscribe(ChatId chat, Consumer<ChatAnnouncement> listener) {
    return subscriptions.add(
        subject(chat), bytes -> listener.accept(AnnouncementCodec.decode(bytes)));
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

  /** Notifies the listeners on other threads; does not wait for them. */
  private void reportGap() {
    try {
      gapListeners.forEach(listener -> executor.execute(() -> run(listener)));
    } catch (RejectedExecutionException e) {
      LOG.debug("Lost announcements are not reported: the node is stopping");
    }
  }

  private static void run(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.error("A listener to lost announcements failed", e);
    }
  }

  private void publish(String subject, byte[] announcement) {
    if (!link.publish(subject, announcement)) {
      LOG.debug("An announcement was dropped: NATS is away or congested, or it is too large");
    }
  }
}
