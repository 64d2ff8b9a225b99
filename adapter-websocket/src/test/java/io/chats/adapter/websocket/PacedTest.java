package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.Custom;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.port.ClientSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A sync sends missed messages as fast as the socket takes them (spec 6, catching up): here ten
 * times as much as may wait for a session.
 */
class PacedTest {

  private static final int MESSAGES = 10_000;
  private static final int SMALL_WINDOW = 4 * 1024;
  private static final String TEXT = "A message of the usual length, as people write. ".repeat(10);

  private final RunningServer server =
      RunningServer.start(s -> s.withTiming(Timings.closingIn(s.timing(), 2_000)));
  private final AtomicInteger sent = new AtomicInteger();
  private RawClient reader;
  private FakeSession session;
  private CompletableFuture<Boolean> replay;

  @BeforeEach
  void startReplayToAClientThatDoesNotRead() {
    reader = RawClient.join(server, 5, SMALL_WINDOW);
    session = server.gateway().openedBy(5).get(0);
    replay = CompletableFuture.supplyAsync(this::replay, Thread::startVirtualThread);
    AtomicInteger seen = new AtomicInteger(-1);
    eventually()
        .pollInterval(200, TimeUnit.MILLISECONDS)
        .until(() -> seen.getAndSet(sent.get()) == sent.get());
    assertThat(sent.get()).as("held up").isPositive().isLessThan(MESSAGES / 5);
  }

  @AfterEach
  void stop() {
    reader.close();
    server.close();
  }

  @Test
  void aClientThatReadsLateGetsEverythingInOrderAndLiveMessagesOnce() throws Exception {
    session.client().send(frame("live"));

    List<String> read = new ArrayList<>();
    while (read.size() <= MESSAGES) {
      read.add(type(reader.readText()));
    }
    assertThat(read).containsOnlyOnce("live");
    read.remove("live");
    assertThat(read).isEqualTo(IntStream.range(0, MESSAGES).mapToObj(i -> "m" + i).toList());
    assertThat(replay.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(session.ends()).isZero();
  }

  @Test
  void aClientThatIsGoneDelaysNobody() throws Exception {
    reader.close();

    assertThat(replay.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(sent.get()).isLessThan(MESSAGES / 5);
    eventually().until(() -> session.ends() == 1);
  }

  @Test
  void aSessionThatIsClosedMeanwhileIsSentNoMore() throws Exception {
    session.client().close(ClientSession.CloseReason.TOKEN_EXPIRED);

    assertThat(replay.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(reader.readClose()).startsWith("4401");
  }

  @Test
  void liveMessagesThatAreNotReadStillEndTheSession() throws Exception {
    for (int i = 0; i < MESSAGES; i++) {
      session.client().send(frame("live"));
    }

    assertThat(replay.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(reader.readClose()).startsWith("4408");
  }

  /** Returns whether all frames were sent. */
  private boolean replay() {
    while (sent.get() < MESSAGES) {
      if (!session.client().sendPaced(new SharedEvent(frame("m" + sent.get())))) {
        return false;
      }
      sent.incrementAndGet();
    }
    return true;
  }

  private static ClientEvent frame(String type) {
    return new Custom(type, "{\"text\":\"" + TEXT + "\"}");
  }

  private static String type(String frame) {
    return frame.replaceAll("^\\{\"type\":\"(\\w+)\".*", "$1");
  }
}
