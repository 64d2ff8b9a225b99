package io.chats.benchmarks.age;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightNatsClient;
import io.chats.benchmarks.client.LightWebSocketClient;
import io.chats.benchmarks.client.WebSocketEvents;
import io.chats.testing.age.SeededChats.SeededChat;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/**
 * How long users wait who connect to one node, one at a time; medians in milliseconds, see {@link
 * Waits}. Used by one thread.
 */
public final class SessionWaits implements AutoCloseable {

  private final EventLoop loop = new EventLoop();
  private final Waits waits = new Waits(loop);
  private final URI server;
  private final LightNatsClient nats;
  private final String topic;
  private final String run = "w" + Long.toString(System.nanoTime(), 36) + "-";
  private int next;
  private LightWebSocketClient last;

  public SessionWaits(URI server, URI bus, String topic) throws IOException {
    this.server = server;
    this.nats = new LightNatsClient(loop, bus);
    this.topic = topic;
  }

  /**
   * From the start of the handshake until the user of each chat sees a message that a service posts
   * there for the other participant once the handshake is done.
   */
  public double entering(List<SeededChat> chats) throws IOException {
    return waits.median(
        chats,
        (chat, answer) -> {
          String id = run + next++;
          connect(chat.user(), "", new Visitor(id, visitor -> post(chat, id), answer));
        });
  }

  /** From the start of the handshake until the frame {@code sync} that a user asks for. */
  public double syncing(List<SeededChat> chats) throws IOException {
    String frame = "{\"type\":\"sync\",\"data\":{\"chats\":[]}}";
    return waits.median(
        chats,
        (chat, answer) ->
            connect(
                chat.user(),
                "&sync=1",
                new Visitor("{\"type\":\"sync\"", client -> client.send(frame), answer)));
  }

  /** Connects a visitor; the one before leaves. */
  private void connect(long user, String options, Visitor visitor) throws IOException {
    if (last != null) {
      last.close();
    }
    URI uri = URI.create(server + "?token=u" + user + options);
    last = LightWebSocketClient.connect(loop, uri, visitor);
    visitor.client = last;
  }

  private void post(SeededChat chat, String id) {
    String body =
        "{\"chat_id\":%d,\"user_id\":%d,\"type\":\"message\",\"message\":\"Hello\",\"client_message_id\":\"%s\"}"
            .formatted(chat.chat(), chat.partner(), id);
    nats.request(
        topic,
        "{\"method\":\"POST\",\"path\":\"/chats/message\",\"body\":" + body + "}",
        reply -> {});
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }

  /** A user who does something once connected, and waits for a text. */
  private static final class Visitor implements WebSocketEvents {

    private final String awaited;
    private final Consumer<LightWebSocketClient> once;
    private final Waits.Answer answer;
    private LightWebSocketClient client;

    Visitor(String awaited, Consumer<LightWebSocketClient> once, Waits.Answer answer) {
      this.awaited = awaited;
      this.once = once;
      this.answer = answer;
    }

    @Override
    public void opened() {
      once.accept(client);
    }

    @Override
    public void text(String text) {
      if (text.contains(awaited)) {
        answer.arrived(true);
      }
    }
  }
}
