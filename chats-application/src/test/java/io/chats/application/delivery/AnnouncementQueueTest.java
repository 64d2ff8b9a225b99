package io.chats.application.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.inprocess.InProcessClusterBus;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import io.chats.support.SerialExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AnnouncementQueueTest {

  private static final ChatId OTHER = new ChatId(2);

  private final List<ChatAnnouncement> announced = new ArrayList<>();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final AnnouncementQueue announcements =
      new AnnouncementQueue(
          new Recording(),
          new SerialExecutor(
              tasks::add,
              failure -> {
                throw new AssertionError(failure);
              }));

  @Test
  void mergesPostsThatWaitTogether() {
    announcements.announce(Posts.change(0, 1));
    announcements.announce(Posts.change(OTHER, 5, 6));
    announcements.announce(Posts.change(1, 2));
    work();
    assertThat(announced).containsExactly(Posts.change(0, 2), Posts.change(OTHER, 5, 6));
  }

  @Test
  void announcesLaterPostsSeparately() {
    announcements.announce(Posts.change(0, 1));
    work();
    announcements.announce(Posts.change(1, 2));
    work();
    assertThat(announced).containsExactly(Posts.change(0, 1), Posts.change(1, 2));
  }

  @Test
  void keepsTheOrderOfAChat() {
    ChatSignal typing = new ChatSignal(Posts.CHAT, new UserId(1), new ChatSignal.Typing("…"));
    ChatChange closed = new ChatChange(Posts.CHAT, 2, 3, 1, new ChatChange.Closed());
    announcements.announce(Posts.change(0, 1));
    announcements.announce(typing);
    announcements.announce(Posts.change(1, 2));
    announcements.announce(closed);
    work();
    assertThat(announced).containsExactly(Posts.change(0, 1), typing, Posts.change(1, 2), closed);
  }

  private void work() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private final class Recording implements ClusterBus {

    private final ClusterBus none = new InProcessClusterBus();

    @Override
    public void announce(ChatAnnouncement announcement) {
      announced.add(announcement);
    }

    @Override
    public void notify(UserId user, UserNotice notice) {}

    @Override
    public ClusterSubscription subscribe(ChatId chat, Consumer<ChatAnnouncement> listener) {
      return none.subscribe(chat, listener);
    }

    @Override
    public ClusterSubscription subscribe(UserId user, Consumer<UserNotice> listener) {
      return none.subscribe(user, listener);
    }

    @Override
    public void onGap(Runnable listener) {}

    @Override
    public CompletionStage<List<SessionAnswer>> ask(SessionQuery query) {
      return none.ask(query);
    }

    @Override
    public void onQuery(Function<SessionQuery, SessionAnswer> answerer) {}
  }
}
