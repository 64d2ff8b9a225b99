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
 * Announcements over NATS, a subject for each chat and each user: the servers carry each to the
 * nodes that follow it, and to no other. What cannot be sent at once is dropped.
 */
public final class NatsClusterBus implements ClusterBus {

  private static final Logger LOG = LoggerFactory.getLogger(NatsClusterBus.class);

  private final NatsLink link;
  private final Subjects subjects;
  private final GapListeners losses;
  private final SubscriptionRegistry followings;

  /**
   * @param link one on which a node does not hear itself; followed again whenever it comes back
   * @param prefix of the subjects, the deployment's own
   * @param executor calls those who want to know of losses
   */
  public NatsClusterBus(NatsLink link, String prefix, Executor executor) {
    this.link = link;
    this.subjects = new Subjects(prefix);
    this.losses = new GapListeners(executor);
    this.followings = new SubscriptionRegistry(losses);
    link.listen(followings);
  }

  /** The prefix for the deployment whose Bus API has that subject. */
  public static String prefixOf(String busTopic) {
    return busTopic + ".cluster";
  }

  @Override
  public void announce(ChatAnnouncement announcement) {
    publish(subjects.of(announcement.chat()), AnnouncementCodec.encode(announcement));
  }

  @Override
  public void tell(UserId user, UserNotice notice) {
    publish(subjects.of(user), NoticeCodec.encode(notice));
  }

  @Override
  public Following follow(ChatId chat, Consumer<ChatAnnouncement> listener) {
    return followings.add(
        subjects.of(chat), bytes -> listener.accept(AnnouncementCodec.decode(bytes)));
  }

  @Override
  public Following follow(UserId user, Consumer<UserNotice> listener) {
    return followings.add(subjects.of(user), bytes -> listener.accept(NoticeCodec.decode(bytes)));
  }

  @Override
  public void onLoss(Runnable listener) {
    losses.add(listener);
  }

  private void publish(String subject, byte[] announcement) {
    if (!link.publish(subject, announcement)) {
      LOG.debug("an announcement was dropped: NATS is away or congested, or it is too large");
    }
  }
}
