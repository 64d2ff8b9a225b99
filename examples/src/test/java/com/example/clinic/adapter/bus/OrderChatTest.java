package com.example.clinic.adapter.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.nats.bus.BusListener;
import io.chats.adapter.nats.bus.BusRequestDispatcher;
import io.chats.adapter.nats.bus.BusSettings;
import io.chats.adapter.nats.connection.NatsConnections;
import io.chats.adapter.nats.connection.NatsSettings;
import io.chats.application.EmbeddedChats;
import io.chats.domain.port.TrafficMonitor;
import io.chats.testing.inmemory.InMemoryStore;
import io.chats.testing.services.nats.PrivateNats;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs a real NATS server, with a node behind it that keeps its chats in memory. */
class OrderChatTest {

  private static final String TOPIC = "chats.1.0";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final PrivateNats server = PrivateNats.start();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final InMemoryStore store = InMemoryStore.alone(Clock.systemUTC());
  private final EmbeddedChats chats =
      EmbeddedChats.over(store, store, store, store, store).executor(executor).start();
  private final NatsConnections node =
      new NatsConnections(
          NatsSettings.of(server.url(), Optional.empty(), "chats", Duration.ofSeconds(1)),
          executor,
          Clock.systemUTC());
  private Connection client;
  private ChatsBus bus;

  @BeforeEach
  void start() throws Exception {
    node.start();
    BusSettings settings = BusSettings.of(TIMEOUT, ZoneOffset.UTC);
    new BusListener(
            node.requests(),
            TOPIC,
            new BusRequestDispatcher(chats, settings, new Unmonitored(), (f, d, c) -> {}, executor))
        .start();
    client = Nats.connect(server.url());
    bus = new ChatsBus(client, TOPIC, TIMEOUT);
    await()
        .ignoreExceptions()
        .until(() -> bus.ask("GET", "/chats/chats", Map.of("user_id", 1)).isArray());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    node.close();
    chats.close();
    executor.close();
    server.close();
  }

  @Test
  void saysEachThingOnceInTheChatOfItsOrder() throws Exception {
    OrderChat.of(bus, 7, 1, 100).say("taken", "Your order is taken");
    OrderChat again = OrderChat.of(bus, 7, 1, 100);
    again.say("taken", "Your order is taken");
    again.say("sent", "It is on its way");
    assertThat(again.said()).containsExactly("Your order is taken", "It is on its way");
    assertThat(OrderChat.of(bus, 8, 1, 100).said()).isEmpty();
  }

  @Test
  void isToldWhyNothingWasSaid() throws Exception {
    OrderChat chat = OrderChat.of(bus, 7, 1, 100);
    chat.close();
    assertThatThrownBy(() -> chat.say("late", "Too late"))
        .isInstanceOfSatisfying(
            ChatsBusException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(332);
              assertThat(refused.isRetryable()).isFalse();
            });
  }

  private record Unmonitored() implements TrafficMonitor {

    @Override
    public void request(String method, String path, String result, Duration took) {}

    @Override
    public void frame(String type, String result, Duration took) {}
  }
}
