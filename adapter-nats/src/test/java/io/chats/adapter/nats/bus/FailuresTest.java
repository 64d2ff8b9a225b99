package io.chats.adapter.nats.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.api.MessagePosting;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests which replies and reports the failures of the application lead to. */
class FailuresTest {

  private static final ChatId CHAT = new ChatId(1);
  private static final UserId USER = new UserId(7);
  private static final String POST = "{\"chat_id\":1,\"user_id\":7,\"type\":\"message\"}";

  private final BusDriver bus = new BusDriver();

  @AfterEach
  void stop() {
    bus.close();
  }

  @ParameterizedTest
  @MethodSource
  void haveACodeEach(Throwable failure, int code) {
    bus.chats.before = call -> sneak(failure);
    assertThat(bus.code("POST", "/chats/status", "{\"chat_id\":1}")).isEqualTo(code);
    assertThat(bus.code("GET", "/chats/chats", "{\"user_id\":7}")).isEqualTo(code);
    assertThat(bus.code("POST", "/chats/message", POST)).isEqualTo(code);
    assertThat(bus.code("GET", "/chats/chat", "{\"chat_id\":1,\"user_id\":7}")).isEqualTo(code);
    bus.chats.before = call -> {};
    bus.chats.postResult = CompletableFuture.failedFuture(failure);
    assertThat(bus.code("POST", "/chats/message", POST)).isEqualTo(code);
    bus.chats.postResult = CompletableFuture.failedFuture(new CompletionException(failure));
    assertThat(bus.code("POST", "/chats/message", POST)).isEqualTo(code);
    assertThat(bus.reports).hasSize(code == 200 ? 6 : 0);
  }

  static Stream<Arguments> haveACodeEach() {
    return Stream.of(
        Arguments.of(new RefusedException(new Refusal.NoSuchChat(CHAT)), 330),
        Arguments.of(new RefusedException(new Refusal.ChatIsClosed(CHAT)), 332),
        Arguments.of(new RefusedException(new Refusal.NotAParticipant(CHAT, USER)), 501),
        Arguments.of(new RefusedException(new Refusal.TooLong("text", 4096)), 220),
        Arguments.of(new RefusedException(new Refusal.NoSuchFile(new FileId("f"))), 1401),
        Arguments.of(new RefusedException(new Refusal.Overloaded("appends")), 112),
        Arguments.of(
            new RefusedException(new Refusal.SubscriberUnchangeable(CHAT, USER, USER, "no")), 326),
        Arguments.of(new StoreUnavailableException("away", new IOException()), 300),
        Arguments.of(new IllegalStateException("boom"), 200),
        Arguments.of(new StackOverflowError(), 200),
        Arguments.of(new IOException("sneaked"), 200));
  }

  @Test
  void areReportedWithTheIdsOfTheRequest() {
    bus.chats.before = call -> sneak(new IllegalStateException("boom"));
    bus.ask("POST", "/chats/message", "{\"message\":\"secret\"," + POST.substring(1));
    assertThat(bus.reports).hasSize(1);
    assertThat(bus.reports.element())
        .matches("boom during POST /chats/message \\{chat=1, user=7, request=\\S+-1}");
    assertThat(bus.traffic).containsExactly("POST /chats/message 200");
  }

  @Test
  void refuseASingleMessage() {
    bus.chats.postResult =
        CompletableFuture.completedFuture(
            List.of(new MessagePosting.Rejected(new Refusal.ChatIsClosed(CHAT))));
    assertThat(bus.ask("POST", "/chats/message", POST).path("error").path("message").asText())
        .isEqualTo("chat 1 is closed");
    assertThat(bus.traffic).containsExactly("POST /chats/message 332");
  }

  @SuppressWarnings("unchecked") // as an application in another language might
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }
}
