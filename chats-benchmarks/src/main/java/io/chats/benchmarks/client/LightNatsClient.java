package io.chats.benchmarks.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A light NATS client for many requests at a time, whose replies may arrive in any order. Texts are
 * ASCII.
 */
public final class LightNatsClient extends LightClient {

  private static final byte[] PONG = "PONG\r\n".getBytes(ISO_8859_1);

  private final String inbox = "_INBOX." + Long.toString(System.nanoTime(), 36) + ".";
  private final Map<String, Consumer<String>> outstanding = new HashMap<>();
  private long next;

  public LightNatsClient(EventLoop loop, URI server) throws IOException {
    super(loop, new InetSocketAddress(server.getHost(), server.getPort()));
    line(
        "CONNECT {\"verbose\":false,\"pedantic\":false,\"no_responders\":false,\"headers\":false}");
    line("SUB " + inbox + "* 1");
  }

  /** Sends a request at the end of this turn. */
  public void request(String subject, String body, Consumer<String> onReply) {
    String reply = inbox + next++;
    outstanding.put(reply, onReply);
    line("PUB " + subject + " " + reply + " " + body.length());
    line(body);
  }

  /** The number of requests without a reply. */
  public int outstanding() {
    return outstanding.size();
  }

  private void line(String text) {
    out(text.length() + 2).put(text.getBytes(ISO_8859_1)).put((byte) '\r').put((byte) '\n');
  }

  @Override
  boolean take(ByteBuffer in) {
    int start = in.position();
    int end = endOfLine(in);
    if (end < 0) {
      return false;
    }
    String line = text(in, start, end - start);
    int after = end + 2;
    if (line.startsWith("MSG ")) {
      int length = Integer.parseInt(line, line.lastIndexOf(' ') + 1, line.length(), 10);
      if (in.limit() < after + length + 2) {
        return false;
      }
      in.position(after + length + 2);
      answer(line, text(in, after, length));
    } else {
      in.position(after);
      control(line);
    }
    return true;
  }

  private void answer(String line, String payload) {
    outstanding.remove(line.substring(4, line.indexOf(' ', 4))).accept(payload);
  }

  private void control(String line) {
    if (line.equals("PING")) {
      out(PONG.length).put(PONG);
    } else if (line.startsWith("-ERR")) {
      throw new IllegalStateException(line);
    }
  }

  private static int endOfLine(ByteBuffer in) {
    for (int i = in.position(); i < in.limit() - 1; i++) {
      if (in.get(i) == '\r' && in.get(i + 1) == '\n') {
        return i;
      }
    }
    return -1;
  }

  @Override
  void ended() throws IOException {
    throw new IOException("closed by the NATS server");
  }
}
