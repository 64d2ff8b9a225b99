package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.EmbeddedChats;
import io.chats.domain.id.OrderId;
import io.chats.testing.architecture.HexagonRules;
import io.chats.testing.inmemory.InMemoryStore;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClinicTest {

  @Test
  void embedsChatsInMemory() {
    InMemoryStore store = InMemoryStore.alone(Clock.systemUTC());
    EmbeddedChats chats = EmbeddedChats.over(store, store, store, store, store).start();
    assertThat(chats.administration().open(new OrderId(7), Optional.empty()).value()).isPositive();
    chats.close();
  }

  @Test
  void isAHexagon() {
    HexagonRules.of("com.example.clinic").check();
  }
}
