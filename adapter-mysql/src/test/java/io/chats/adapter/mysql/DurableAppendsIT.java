package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Appended.Repeated;
import io.chats.domain.model.Appended.Result;
import io.chats.domain.model.Appended.Stored;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.network.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Acknowledged messages are stored once each, whichever process was killed (spec G1, G2). */
@EachDatabase(quick = Databases.MARIADB)
class DurableAppendsIT {

  private static final Duration BUDGET = Duration.ofMillis(750);
  private static final int WRITERS = 16;

  private final Queue<Message> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicBoolean hopeless = new AtomicBoolean();

  @Parameter Databases kind;

  @Test
  void surviveAKillOfTheDatabaseInTheMiddle() {
    try (PrivateDatabase server = kind.start();
        TestNode node = TestNode.of(server, BUDGET)) {
      await().until(node.database()::answers);
      List<ChatId> chats =
          write(
              node,
              () -> {
                server.kill();
                awaitFailures();
                server.startAgain();
              });
      assertComplete(new TestChats(node), chats);
    }
  }

  /** The outcome of a commit is unknown when its answer is lost; a repetition is safe. */
  @Test
  void surviveTheLossOfAnswers() {
    try (PrivateDatabase server = kind.start();
        TcpProxy proxy = TcpProxy.to(server);
        TestNode node = TestNode.of(server, proxy, BUDGET)) {
      await().until(node.database()::answers);
      List<ChatId> chats =
          write(
              node,
              () -> {
                proxy.stallReplies();
                awaitFailures();
                proxy.cut();
                proxy.restore();
              });
      assertComplete(new TestChats(node), chats);
    }
  }

  /** Writes before, during and after the failure, to the chats that are returned. */
  private List<ChatId> write(TestNode node, Runnable failure) {
    TestChats scene = new TestChats(node);
    UserId author = scene.user();
    List<ChatId> chats = Stream.generate(() -> scene.chat(author, scene.user())).limit(4).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, WRITERS)
          .forEach(w -> threads.execute(() -> write(scene, chats.get(w % 4), author, w)));
      goThrough(failure);
    }
    return chats;
  }

  private void goThrough(Runnable failure) {
    try {
      awaitMore(300);
      failure.run();
      awaitMore(300);
    } catch (RuntimeException e) {
      hopeless.set(true);
      throw e;
    } finally {
      enough.set(true);
    }
  }

  private void write(TestChats scene, ChatId chat, UserId author, int writer) {
    for (int i = 0; !enough.get(); i++) {
      NewMessage message = TestChats.text(writer + "/" + i, writer + "/" + i);
      while (!acknowledged(scene, chat, author, message) && !hopeless.get()) {
        failures.incrementAndGet();
      }
    }
  }

  private boolean acknowledged(TestChats scene, ChatId chat, UserId author, NewMessage message) {
    try {
      Result result = scene.post(chat, author, message).results().getFirst();
      switch (result) {
        case Stored stored -> acknowledged.add(stored.message());
        case Repeated repeated -> acknowledged.add(repeated.message());
        default -> throw new AssertionError(result);
      }
      return true;
    } catch (StoreUnavailableException e) {
      return false;
    }
  }

  private void assertComplete(TestChats scene, List<ChatId> chats) {
    assertThat(failures).hasPositiveValue();
    List<Message> all = chats.stream().flatMap(chat -> scene.all(chat).stream()).toList();
    assertThat(all).containsExactlyInAnyOrderElementsOf(acknowledged);
    assertThat(all)
        .extracting(message -> message.clientId().map(ClientMessageId::value).orElseThrow())
        .doesNotHaveDuplicates();
    for (ChatId chat : chats) {
      List<Message> here = scene.all(chat);
      assertThat(here.getLast().seq()).isEqualTo(here.size());
      assertThat(here).extracting(message -> message.id().value()).isSorted();
      assertThat(scene.find(chat).chat().lastSeq()).isEqualTo(here.size());
    }
  }

  private void awaitMore(int count) {
    int before = acknowledged.size();
    await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() >= before + count);
  }

  private void awaitFailures() {
    int before = failures.get();
    await().atMost(Duration.ofSeconds(30)).until(() -> failures.get() >= before + WRITERS);
  }
}
