package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.settings.FrameRate;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.Presence;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ClientSession;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * G8 Bounded: a session that does not read costs at most 1 MiB of heap, then it is closed with
 * 4408; it slows nobody else. Typing and presence frames are merged before messages are held back.
 */
class BoundedG8IT {

  private static final int MEBI = 1 << 20;
  private static final int MESSAGES = 10_000;
  private static final int SMALL_WINDOW = 4 * 1024;
  private static final ChatId CHAT = new ChatId(1);
  private static final UserId OTHER = new UserId(1_000);

  private final RunningServer server = RunningServer.start(BoundedG8IT::patient);
  private final List<RawClient> readers = new ArrayList<>();

  @AfterEach
  void stop() {
    readers.forEach(RawClient::close);
    server.close();
  }

  private static WebSocketSettings patient(WebSocketSettings settings) {
    return settings
        .withRate(FrameRate.UNLIMITED)
        .withTiming(Timings.closingIn(settings.timing(), 60_000));
  }

  /** Each session gets messages of its own, so that sessions share no memory. */
  @Test
  void tenThousandMessagesForASessionThatNeverReadsCostAtMostAMebibyte() {
    int sessions = 16;
    for (int user = 1; user <= sessions; user++) {
      readers.add(RawClient.join(server, user, SMALL_WINDOW));
    }
    send(1, 0, 1);
    long before = liveHeap();
    long most = 0;
    for (int sent = 0; sent < MESSAGES; ) {
      int step = sent < 2_400 ? 200 : MESSAGES - sent;
      for (int user = 1; user <= sessions; user++) {
        send(user, sent, step);
      }
      sent += step;
      most = Math.max(most, (liveHeap() - before) / sessions);
    }
    System.out.printf("A session that never reads costs up to %,d bytes of heap%n", most);

    assertThat(most).isLessThanOrEqualTo(MEBI);
    for (RawClient reader : readers) {
      assertThat(reader.readClose()).isEqualTo("4408 too slow a reader");
    }
  }

  @Test
  void otherSessionsAreNotSlowedDown() {
    try (Latencies latencies = new Latencies(server, 1_000)) {
      latencies.compare(this::disturb);
      System.out.println(latencies);
      assertThat(latencies.ratio()).describedAs(latencies.toString()).isLessThanOrEqualTo(1.5);
    }
    for (RawClient reader : readers) {
      assertThat(reader.readClose()).isEqualTo("4408 too slow a reader");
    }
  }

  /** A session that never reads is opened, and sent all its messages in small portions. */
  private void disturb(Runnable pause) {
    long user = 10L + readers.size();
    readers.add(RawClient.join(server, user, SMALL_WINDOW));
    for (int sent = 0; sent < MESSAGES; sent += 50) {
      send(user, sent, 50);
      pause.run();
    }
  }

  @Test
  void signalsAreMergedBeforeMessagesAreHeldBack() {
    RawClient reader = RawClient.join(server, 5, SMALL_WINDOW);
    readers.add(reader);
    send(5, 0, 300);
    for (int i = 1; i <= MESSAGES; i++) {
      session(5).send(new ClientEvent.Typing(CHAT, OTHER, "types", "t" + i));
      Presence presence = i % 2 == 0 ? Presence.ONLINE : Presence.OFFLINE;
      session(5).send(new OpponentStatus(CHAT, List.of(new UserPresence(OTHER, presence))));
    }
    send(5, 300, 300);
    session(5).send(new ClientEvent.Pong());

    List<String> texts = new ArrayList<>();
    for (String text = reader.readText(); !text.contains("pong"); text = reader.readText()) {
      texts.add(text);
    }
    assertThat(texts.stream().filter(t -> t.contains("\"type\":\"message\"")))
        .hasSize(600)
        .isSortedAccordingTo((a, b) -> Integer.compare(number(a), number(b)));
    List<String> typing = texts.stream().filter(t -> t.contains("\"typing\"")).toList();
    assertThat(typing).hasSizeLessThan(1_000);
    assertThat(typing.get(typing.size() - 1)).contains("\"t" + MESSAGES + "\"");
    List<String> presence = texts.stream().filter(t -> t.contains("\"opponentStatus\"")).toList();
    assertThat(presence).hasSizeLessThan(1_000);
    assertThat(presence.get(presence.size() - 1)).contains("\"online\"");
    eventually().until(() -> server.gateway().openedBy(5).get(0).ends() == 0);
  }

  private static int number(String message) {
    return Integer.parseInt(message.replaceAll(".*\"seq\":(\\d+).*", "$1"));
  }

  private void send(long user, int after, int count) {
    ClientSession session = session(user);
    for (int i = after + 1; i <= after + count; i++) {
      session.send(message(i));
    }
  }

  private static ClientEvent message(int number) {
    Message message =
        new Message(
            new MessageId(number),
            number,
            CHAT,
            OTHER,
            UserType.DOCTOR,
            Optional.empty(),
            Content.text("A message of the usual length, as people write them. ".repeat(2)),
            FakeSession.STORED_AT,
            false);
    return new MessagesPosted(
        List.of(new ShownMessage(message, MessageStatus.RECEIVED, Optional.empty(), false)),
        List.of());
  }

  private ClientSession session(long user) {
    return server.gateway().openedBy(user).get(0).client();
  }

  /** The heap in use once collections free nothing more. */
  private static long liveHeap() {
    long used = Long.MAX_VALUE;
    for (long next = collected(); next < used - 64 * 1024; next = collected()) {
      used = next;
    }
    return collected();
  }

  private static long collected() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
