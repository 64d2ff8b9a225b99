package io.chats.application.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chats.application.delivery.sync.EventSize;
import io.chats.application.inprocess.InProcessClusterBus;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatChange.Closed;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.port.ClusterBus;
import io.chats.support.SerialExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AnnouncementQueueTest {

  private static final ChatId OTHER = new ChatId(2);

  private final List<ChatAnnouncement> announced = new ArrayList<>();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final Set<ChatId> failing = new HashSet<>();
  private boolean rejects;
  private final AnnouncementQueue announcements =
      new AnnouncementQueue(new Recording(), new SerialExecutor(this::give, failures::add));

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

  @Test
  void signalsAreDroppedFirstAndCounted() {
    int signals = AnnouncementQueue.MAX_WAITING_BEFORE_A_SIGNAL;
    assertThat(signals).isLessThan(AnnouncementQueue.MAX_WAITING / 4);
    for (int i = 0; i < signals + 5; i++) {
      announcements.announce(typing(new ChatId(100 + i)));
    }
    for (int version = 0; version < AnnouncementQueue.MAX_WAITING; version++) {
      announcements.announce(new ChatChange(OTHER, version, version + 1, 1, new Closed()));
    }
    announcements.announce(typing(OTHER));
    assertThat(announcements.droppedSignals()).isEqualTo(6);
    assertThat(announcements.droppedChanges()).isEqualTo(signals);
    work();
    assertThat(announced).hasSize(AnnouncementQueue.MAX_WAITING);
    announcements.announce(typing(OTHER));
    work();
    assertThat(announced).last().isEqualTo(typing(OTHER));
  }

  @Test
  void boundsTheBytesThatWait() {
    String text = "x".repeat(4_000);
    ChatChange large = Posts.change(0, text);
    int sent = 0;
    while (announcements.droppedChanges() == 0) {
      announcements.announce(large);
      sent++;
    }
    long size = EventSize.of(Content.text(text));
    assertThat(sent * size)
        .isBetween(
            AnnouncementQueue.MAX_WAITING_BYTES, AnnouncementQueue.MAX_WAITING_BYTES + 2 * size);
    work();
    announcements.announce(large);
    work();
    assertThat(announcements.droppedChanges()).isEqualTo(1);
  }

  @Test
  void anAnnouncementThatFailsKeepsNoOtherBack() {
    failing.add(OTHER);
    announcements.announce(Posts.change(0, 1));
    announcements.announce(typing(OTHER));
    announcements.announce(typing(Posts.CHAT));
    work();
    announcements.announce(Posts.change(1, 2));
    work();
    assertThat(announced)
        .containsExactly(Posts.change(0, 1), typing(Posts.CHAT), Posts.change(1, 2));
    assertThat(failures).hasSize(1);
  }

  @Test
  void goesOnAfterNoThreadWasThere() {
    rejects = true;
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> announcements.announce(Posts.change(0, 1)));
    rejects = false;
    announcements.announce(Posts.change(1, 2));
    work();
    assertThat(announced).containsExactly(Posts.change(0, 2));
  }

  private static ChatSignal typing(ChatId chat) {
    return new ChatSignal(chat, new UserId(1), new ChatSignal.Typing("…"));
  }

  private void give(Runnable task) {
    if (rejects) {
      throw new RejectedExecutionException("no thread");
    }
    tasks.add(task);
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
      if (failing.contains(announcement.chat())) {
        throw new StackOverflowError("the bus's own");
      }
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
