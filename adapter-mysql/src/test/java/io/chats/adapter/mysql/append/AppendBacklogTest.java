package io.chats.adapter.mysql.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.NewMessage;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppendBacklogTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final AppendLane lane = new AppendLane(20);
  private final AppendBacklog backlog = new AppendBacklog(lane, new AppendGroup.Bounds(5, 100));

  @Test
  void makesGroupsInTheOrderOfArrival() throws InterruptedException {
    List<AppendRequest> all = List.of(offer(1, 2), offer(2, 2), offer(1, 1), offer(3, 1));
    assertThat(backlog.next()).isEqualTo(all.subList(0, 3));
    assertThat(backlog.next()).isEqualTo(all.subList(3, 4));
  }

  @Test
  void takesARequestThatIsTooLargeForAGroupAlone() throws InterruptedException {
    AppendRequest small = offer(1, 1);
    AppendRequest large = offer(1, 9);
    AppendRequest next = offer(1, 1);
    assertThat(backlog.next()).containsExactly(small);
    assertThat(backlog.next()).containsExactly(large);
    assertThat(backlog.next()).containsExactly(next);
  }

  @Test
  void boundsTheTextOfAGroup() throws InterruptedException {
    AppendRequest first = offer(1, 1, "x".repeat(60), LONG);
    AppendRequest second = offer(2, 1, "x".repeat(60), LONG);
    assertThat(backlog.next()).containsExactly(first);
    assertThat(backlog.next()).containsExactly(second);
  }

  @Test
  void delaysOnlyTheChatThatIsLockedAndKeepsItsOrder() throws InterruptedException {
    AppendRequest first = offer(1, 1);
    AppendRequest second = offer(1, 1);
    assertThat(backlog.next()).containsExactly(first, second);
    backlog.hold(List.of(first, second));
    AppendRequest third = offer(1, 1);
    AppendRequest other = offer(2, 1);
    List<AppendRequest> next = backlog.next();
    List<AppendRequest> seen = new ArrayList<>(next);
    seen.addAll(take(4 - seen.size()));
    assertThat(next).contains(other);
    assertThat(seen.stream().filter(request -> request.chat().value() == 1))
        .containsExactly(first, second, third);
  }

  @Test
  void failsRequestsThatWaitedTooLong() throws InterruptedException {
    AppendRequest late = offer(1, 1, "x", Duration.ZERO);
    AppendRequest other = offer(1, 1);
    assertThat(backlog.next()).containsExactly(other);
    assertThatThrownBy(() -> late.answer().toCompletableFuture().join())
        .hasCauseInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void isFinishedWhenAllWasTakenAndNothingIsHeld() throws InterruptedException {
    AppendRequest request = offer(1, 1);
    lane.close();
    assertThat(backlog.isFinished()).isFalse();
    backlog.next();
    backlog.hold(List.of(request));
    assertThat(backlog.isFinished()).isFalse();
    assertThat(take(1)).containsExactly(request);
    assertThat(backlog.isFinished()).isTrue();
    assertThat(backlog.next()).isEmpty();
  }

  @Test
  void failsAllThatIsLeft() throws InterruptedException {
    List<AppendRequest> all = List.of(offer(1, 5), offer(1, 5));
    backlog.hold(backlog.next());
    backlog.abandon(new StoreUnavailableException("stopped", null));
    assertThat(all).allMatch(request -> isFailed(request));
  }

  @Test
  void lendsTheRequestsOfTheFirstChatAndThenTheRest() throws InterruptedException {
    AppendRequest second = offer(2, 1);
    AppendRequest first = offer(1, 1);
    backlog.hold(backlog.next());
    AppendGroup lent = backlog.lendFirst(null);
    assertThat(lent.requests()).containsExactly(first);
    backlog.lendMore(lent);
    assertThat(lent.requests()).containsExactly(first, second);
    assertThat(backlog.lendFirst(null).requests()).isEmpty();
    backlog.takeBack(List.of());
  }

  @Test
  void keepsTheOrderOfAChatThatIsLent() throws InterruptedException {
    List<AppendRequest> all = new ArrayList<>(List.of(offer(1, 3), offer(1, 3)));
    backlog.hold(backlog.next());
    backlog.hold(backlog.next());
    assertThat(backlog.lendFirst(null).requests()).containsExactly(all.get(0));
    all.add(offer(1, 1));
    AppendRequest other = offer(2, 1);
    assertThat(backlog.next()).containsExactly(other);
    backlog.takeBack(List.of(all.get(0)));
    List<AppendRequest> taken = new ArrayList<>();
    while (taken.size() < all.size()) {
      taken.addAll(backlog.lendFirst(null).requests());
      backlog.takeBack(List.of());
    }
    assertThat(taken).isEqualTo(all);
  }

  @Test
  void isNotFinishedWhileSomethingIsLent() throws InterruptedException {
    offer(1, 1);
    lane.close();
    backlog.hold(backlog.next());
    backlog.lendFirst(null);
    assertThat(backlog.isFinished()).isFalse();
    backlog.takeBack(List.of());
    assertThat(backlog.isFinished()).isTrue();
  }

  @Test
  void failsRequestsThatAreTakenBackAfterItWasAbandoned() throws InterruptedException {
    AppendRequest lent = offer(1, 1);
    backlog.hold(backlog.next());
    backlog.lendFirst(null);
    AppendRequest waiting = offer(1, 1);
    assertThat(backlog.next()).isEmpty();
    backlog.abandon(new StoreUnavailableException("stopped", null));
    backlog.takeBack(List.of(lent));
    assertThat(List.of(lent, waiting)).allMatch(request -> isFailed(request));
  }

  /** Each call ends when requests are no longer held back. */
  private List<AppendRequest> take(int count) throws InterruptedException {
    List<AppendRequest> taken = new ArrayList<>();
    for (int calls = 0; taken.size() < count && calls < 100; calls++) {
      taken.addAll(backlog.next());
    }
    return taken;
  }

  private static boolean isFailed(AppendRequest request) {
    return request.answer().toCompletableFuture().isCompletedExceptionally();
  }

  private AppendRequest offer(long chat, int messages) {
    return offer(chat, messages, "x", LONG);
  }

  private AppendRequest offer(long chat, int messages, String text, Duration budget) {
    NewMessage message = new NewMessage(Optional.empty(), Content.text(text));
    AppendRequest request =
        new AppendRequest(
            new ParticipantKey(new ChatId(chat), new UserId(1)),
            Collections.nCopies(messages, message),
            budget);
    assertThat(lane.offer(request)).isEqualTo(AppendLane.Admission.ACCEPTED);
    return request;
  }
}
