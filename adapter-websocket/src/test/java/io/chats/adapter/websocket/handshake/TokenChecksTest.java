package io.chats.adapter.websocket.handshake;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.handshake.TokenChecks.Rank;
import io.chats.domain.port.TokenVerifier.Rejected;
import io.chats.domain.port.TokenVerifier.Unavailable;
import io.chats.domain.port.TokenVerifier.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenChecksTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Semaphore answers = new Semaphore(0);
  private final TokenChecks checks = new TokenChecks(this::answer);

  @AfterEach
  void answerAll() {
    answers.release(10_000);
  }

  @Test
  void knownOnesComeFirstAndSuspectsLast() {
    occupy(AdaptiveLimit.START);
    begin("suspect", Rank.SUSPECT);
    begin("ordinary", Rank.ORDINARY);
    begin("known", Rank.KNOWN);
    eventually().until(() -> waitingOf("suspect", "ordinary", "known"));

    answers.release(1);
    eventually().until(() -> asked.size() > AdaptiveLimit.START);
    answers.release(2);
    eventually().until(() -> asked.contains("suspect"));
    assertThat(asked.get(AdaptiveLimit.START)).isEqualTo("known");
  }

  @Test
  void suspectsNeverTakeMoreThanHalfOfThePlaces() {
    for (int i = 0; i < 100; i++) {
      begin("suspect", Rank.SUSPECT);
    }
    eventually().until(() -> asked.size() == AdaptiveLimit.START / 2);
    begin("ordinary", Rank.ORDINARY);
    eventually().until(() -> asked.contains("ordinary"));
    assertThat(asked).hasSize(AdaptiveLimit.START / 2 + 1);
  }

  @Test
  void whoWaitsTooLongMayTryLater() throws Exception {
    occupy(AdaptiveLimit.START);

    assertThat(verify("late", Rank.ORDINARY).get(10, TimeUnit.SECONDS))
        .isInstanceOf(Unavailable.class);
    assertThat(asked).doesNotContain("late");
    answers.release(AdaptiveLimit.START);
    answers.release(1);
    assertThat(verify("next", Rank.ORDINARY).get(10, TimeUnit.SECONDS))
        .isInstanceOf(Rejected.class);
  }

  @Test
  void aCheckThatFailsGivesItsPlaceBack() {
    TokenChecks failing =
        new TokenChecks(token -> {
          throw new IllegalStateException("a bug");
        });
    for (int i = 0; i < 100; i++) {
      assertThat(
              CompletableFuture.supplyAsync(() -> failing.verify("t", Rank.ORDINARY))
                  .exceptionally(failure -> new Rejected())
                  .join())
          .isInstanceOf(Rejected.class);
    }
  }

  private boolean waitingOf(String... tokens) {
    return asked.size() == AdaptiveLimit.START && checks.waiting() == tokens.length;
  }

  private void occupy(int places) {
    for (int i = 0; i < places; i++) {
      begin("occupied", Rank.KNOWN);
    }
    eventually().until(() -> asked.size() == places);
  }

  private void begin(String token, Rank rank) {
    var unused = verify(token, rank);
  }

  private CompletableFuture<Verdict> verify(String token, Rank rank) {
    return CompletableFuture.supplyAsync(
        () -> checks.verify(token, rank), Thread::startVirtualThread);
  }

  private Verdict answer(String token) {
    asked.add(token);
    answers.acquireUninterruptibly();
    return new Rejected();
  }
}
