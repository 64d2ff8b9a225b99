package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.MessagePosting.Rejected;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.model.NewMessage;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameErrorsTest {

  private static final ChatId UNAVAILABLE = new ChatId(300);
  private static final ChatId LATE = new ChatId(301);
  private static final ChatId MISSING = new ChatId(330);
  private static final ChatId OVERLOADED = new ChatId(112);
  private static final ChatId BROKEN = new ChatId(200);
  private static final ChatId THROWING = new ChatId(201);
  private static final ChatId CLOSED = new ChatId(332);

  private final List<CompletableFuture<List<PostResult>>> late = new CopyOnWriteArrayList<>();
  private final RunningServer server =
      RunningServer.start(
          s -> s.withAnswerWithin(Duration.ofMillis(300)), client -> new FailingSession(client));
  private final OkClient client = OkClient.join(server, 5);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void anUnavailableDatabaseMakesTheOutcomeOfEachMessageUnknown() {
    post(UNAVAILABLE, "a", "b");

    client.text(2);
    assertThat(client.texts())
        .allMatch(t -> t.contains("\"request\":\"message\"") && t.contains("\"code\":300"))
        .anyMatch(t -> t.contains("\"clientMessageId\":\"a\""))
        .anyMatch(t -> t.contains("\"clientMessageId\":\"b\""));
  }

  @Test
  void anAnswerThatIsLateMakesTheOutcomeUnknown() {
    long start = System.nanoTime();
    post(LATE, "a");

    assertThat(client.text(1)).contains("\"clientMessageId\":\"a\"", "\"code\":300");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(280));
    late.get(0).complete(List.of(new Rejected(new Refusal.ChatIsClosed(LATE))));
    assertThat(client.send("{\"type\":\"ping\"}").text(2)).contains("pong");
    assertThat(server.monitor().frames()).contains("message 300");
  }

  @Test
  void refusalsHaveTheirCodes() {
    post(OVERLOADED, "a");
    assertThat(client.text(1)).contains("\"code\":112");

    post(CLOSED, "b", "c");
    assertThat(client.text(3)).contains("\"clientMessageId\":\"c\"", "\"code\":332");
  }

  @Test
  void usersWhoAreNotParticipantsLearnNothingOfChats() {
    post(MISSING, "a");

    assertThat(client.text(1))
        .contains("\"code\":501,\"message\":\"user 5 does not take part in chat 330\"");
  }

  @Test
  void anUnforeseenFailureIsReportedOnceAndNotSent() {
    post(BROKEN, "a", "b");
    assertThat(client.text(2)).contains("\"code\":200").doesNotContain("secret");

    post(THROWING, "c");
    assertThat(client.text(3)).contains("\"clientMessageId\":\"c\"", "\"code\":200");

    assertThat(server.monitor().failures()).hasSize(2);
    assertThat(server.monitor().failures().get(0))
        .contains("secret", "frame message", "user=5", "chat=200", "session=")
        .containsPattern("request=\\S+-1[,}]");
    assertThat(server.monitor().failures().get(1)).containsPattern("request=\\S+-2[,}]");
  }

  @Test
  void otherFramesFailAlike() {
    read(UNAVAILABLE);
    read(MISSING);
    read(BROKEN);

    assertThat(client.text(3)).contains("\"request\":\"messageStatus\"", "\"code\":200");
    assertThat(client.text(1)).contains("\"code\":300");
    assertThat(client.text(2)).contains("\"code\":501");
    assertThat(server.monitor().frames())
        .containsExactly("messageStatus 300", "messageStatus 501", "messageStatus 200");
  }

  @Test
  void framesWaitWhileTooManyMessagesAreOutstanding() {
    String fifty = frame(LATE, ids(50));
    for (int i = 0; i < 6; i++) {
      client.send(fifty);
    }
    eventually().until(() -> late.size() == 5);
    client.send("{\"type\":\"ping\"}");
    late.get(0).complete(List.of());

    eventually().until(() -> late.size() == 6);
    assertThat(client.texts()).allMatch(t -> t.contains("pong") || t.contains("300"));
  }

  private void post(ChatId chat, String... ids) {
    client.send(frame(chat, List.of(ids)));
  }

  private void read(ChatId chat) {
    client.send(
        "{\"type\":\"messageStatus\",\"data\":{\"status\":\"read\",\"messageId\":1,\"chatId\":"
            + chat
            + "}}");
  }

  private static String frame(ChatId chat, List<String> ids) {
    List<String> messages =
        ids.stream()
            .map(id -> "{\"clientMessageId\":\"" + id + "\",\"chatId\":" + chat)
            .map(m -> m + ",\"type\":\"message\",\"text\":\"x\"}")
            .toList();
    return "{\"type\":\"message\",\"data\":{\"messages\":[" + String.join(",", messages) + "]}}";
  }

  private static List<String> ids(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add("m" + i);
    }
    return ids;
  }

  /** Fails in the way that the number of the chat stands for. */
  private final class FailingSession extends FakeSession {

    FailingSession(ClientSession client) {
      super(client);
    }

    @Override
    public CompletionStage<List<PostResult>> post(ChatId chat, List<NewMessage> messages) {
      if (chat.equals(LATE)) {
        CompletableFuture<List<PostResult>> answer = new CompletableFuture<>();
        late.add(answer);
        return answer;
      }
      if (chat.equals(CLOSED)) {
        Refusal refusal = new Refusal.ChatIsClosed(chat);
        List<PostResult> results =
            new ArrayList<>(super.post(chat, messages).toCompletableFuture().join());
        results.set(1, new Rejected(refusal));
        return CompletableFuture.completedFuture(results);
      }
      if (chat.equals(THROWING)) {
        throw failure(chat);
      }
      return CompletableFuture.failedFuture(new CompletionException(failure(chat)));
    }

    @Override
    public void markRead(ChatId chat, MessageId upTo) {
      throw failure(chat);
    }

    private static RuntimeException failure(ChatId chat) {
      if (chat.equals(UNAVAILABLE)) {
        return new StoreUnavailableException("away", new IllegalStateException());
      }
      if (chat.equals(MISSING)) {
        return new RefusedException(new Refusal.NoSuchChat(chat));
      }
      if (chat.equals(OVERLOADED)) {
        return new RefusedException(new Refusal.Overloaded("posts"));
      }
      return new IllegalStateException("secret");
    }
  }
}
