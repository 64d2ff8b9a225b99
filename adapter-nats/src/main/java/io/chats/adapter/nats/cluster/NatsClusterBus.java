package io.chats.adapter.nats.cluster;

import io.chats.adapter.nats.connection.NatsLink;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announcements over NATS, with a subject for each chat and each user: the servers carry an
 * announcement to the nodes that subscribed to its subject, and to no other. An announcement that
 * cannot be sent at once is dropped. Safe for use by any thread; no method blocks.
 */
public final class NatsClusterBus implements ClusterBus {

  private static final Logger LOG = LoggerFactory.getLogger(NatsClusterBus.class);

  private final NatsLink link;
  private final ClusterSubjects subjects;
  private final GapListeners gaps;
  private final SubscriptionRegistry subscriptions;

  /**
   * @param link a link on which a node does not receive its own messages
   * @param prefix the prefix of the subjects, unique to the deployment
   * @param executor runs the listeners to lost announcements
   */
  public NatsClusterBus(NatsLink link, String prefix, Executor executor) {
    this.link = link;
    this.subjects = new ClusterSubjects(prefix);
    this.gaps = new GapListeners(executor);
    this.subscriptions = new SubscriptionRegistry(gaps);
    link.listen(subscriptions);
  }

  /** The prefix for the deployment whose Bus API has the given subject. */
  public static String prefixOf(String busTopic) {
    return busTopic + ".cluster";
  }

  @Override
  public void announce(ChatAnnouncement announcement) {
    publish(subjects.of(announcement.chat()), AnnouncementCodec.encode(announcement));
  }

  @Override
  public void notify(UserId user, UserNotice notice) {
    publish(subjects.of(user), NoticeCodec.encode(notice));
  }

  @Override
  public ClusterSubscription subscribe(ChatId chat, Consumer<ChatAnnouncement> listener) {
    return subscriptions.add(
        subjects.of(chat), bytes -> listener.accept(AnnouncementCodec.decode(bytes)));
  }

  @Override
  public ClusterSubscription subscribe(UserId user, Consumer<UserNotice> listener) {
    return subscriptions.add(
        subjects.of(user), bytes -> listener.accept(NoticeCodec.decode(bytes)));
  }

  @Override
  public void onGap(Runnable listener) {
    gaps.add(listener);
  }

  private void publish(String subject, byte[] announcement) {
    if (!link.publish(subject, announcement)) {
      LOG.debug("An announcement was dropped: NATS is away or congested, or it is too large");
    }
  }
}
