package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.MessagePosting.Posted;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.NewMessage;
import io.chats.domain.port.ClientSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two well-behaved clients that chat with each other all the time, whatever others do to their
 * server. Closing the pair fails if either of them lost a message or received one twice.
 */
final class WitnessPair implements AutoCloseable {

  private static final Pattern SAID = Pattern.compile("\"text\":\"(\\d) says (\\d+)\"");
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int USERS = 2;

  private final RunningServer server;
  private final List<OkClient> clients = new ArrayList<>();
  private final Thread speaker;
  private volatile boolean stopped;
  private volatile int said;

  WitnessPair(UnaryOperator<WebSocketSettings> change) {
    server = RunningServer.start(change, this::session);
    for (int user = 1; user <= USERS; user++) {
      clients.add(OkClient.join(server, user));
    }
    speaker = Thread.ofPlatform().start(this::chat);
  }

  /** The server, which the test abuses. */
  RunningServer server() {
    return server;
  }

  private void chat() {
    while (!stopped) {
      int number = said + 1;
      for (int user = 1; user <= USERS; user++) {
        clients.get(user - 1).send(message(user + " says " + number));
      }
      said = number;
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static String message(String text) {
    return "{\"type\":\"message\",\"data\":{\"messages\":[{\"chatId\":1,\"type\":\"message\","
        + "\"text\":\""
        + text
        + "\"}]}}";
  }

  @Override
  public void close() {
    try {
      stopped = true;
      speaker.join();
      for (OkClient client : clients) {
        eventually()
            .atMost(Duration.ofSeconds(20))
            .until(() -> client.texts().size() >= USERS * said);
        assertThat(client.isOpen()).isTrue();
        for (int user = 1; user <= USERS; user++) {
          assertThat(received(client, user)).containsExactlyElementsOf(numbers());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      clients.forEach(OkClient::close);
      server.close();
    }
  }

  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= said; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static List<Integer> received(OkClient client, int user) {
    List<Integer> numbers = new ArrayList<>();
    for (String text : client.texts()) {
      Matcher matcher = SAID.matcher(text);
      if (matcher.find() && matcher.group(1).equals("" + user)) {
        numbers.add(Integer.valueOf(matcher.group(2)));
      }
    }
    return numbers;
  }

  private FakeSession session(ClientSession client) {
    return client.user().value() <= USERS ? new SharedSession(client) : new FakeSession(client);
  }

  /** Delivers posted messages to the partner too. */
  private final class SharedSession extends FakeSession {

    SharedSession(ClientSession client) {
      super(client);
    }

    @Override
    public CompletionStage<List<PostResult>> post(ChatId chat, List<NewMessage> messages) {
      UserId partner = new UserId(USERS + 1 - client().user().value());
      return super.post(chat, messages)
          .thenApply(results -> {
            List<ShownMessage> shown =
                results.stream().map(result -> ((Posted) result).message()).toList();
            server
                .gateway()
                .openedBy(partner.value())
                .get(0)
                .client()
                .send(new MessagesPosted(shown, List.of()));
            return results;
          });
    }
  }
}
