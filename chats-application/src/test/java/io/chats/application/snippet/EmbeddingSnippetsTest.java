package io.chats.application.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.EmbeddedChats;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.MessageStatus;
import io.chats.testing.inmemory.InMemoryStore;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class EmbeddingSnippetsTest {

  private final InMemoryStore store = InMemoryStore.alone(Clock.systemUTC());

  @Test
  void embedsOverTheGivenPorts() {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      ChatId chat = EmbeddingSnippets.embed(store, store, store, store, store, executor, timer);
      assertThat(store.find(chat)).isPresent();
      assertThat(executor.isShutdown() || timer.isShutdown()).isFalse();
    }
  }

  @Test
  void usesTheEmbeddedNode() {
    Queue<String> log = new ConcurrentLinkedQueue<>();
    try (EmbeddedChats chats = EmbeddedChats.over(store, store, store, store, store).start()) {
      List<ShownMessage> messages = EmbeddingSnippets.use(chats, log::add);
      assertThat(messages)
          .singleElement()
          .satisfies(shown -> {
            assertThat(shown.message().content().text()).isEqualTo("Good morning");
            assertThat(shown.status()).isEqualTo(MessageStatus.READ);
          });
    }
    // The event may or may not arrive before listening ends; a refusal would always arrive.
    assertThat(log).allMatch("the doctor is shown 1 message"::equals);
  }
}
