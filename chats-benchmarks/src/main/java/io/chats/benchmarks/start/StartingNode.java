package io.chats.benchmarks.start;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An embedded node that is starting, and a client that tries to connect meanwhile. The client uses
 * plain sockets, since the time would include the loading of classes.
 */
final class StartingNode implements AutoCloseable {

  private static final int PAUSE_MILLIS = 2;
  private static final int READ_MILLIS = 10_000;
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final long began;
  private final int webSocketPort;
  private final int managementPort;
  private final Process process;

  private StartingNode(long began, int webSocketPort, int managementPort, Process process) {
    this.began = began;
    this.webSocketPort = webSocketPort;
    this.managementPort = managementPort;
    this.process = process;
  }

  /**
   * Starts a node.
   *
   * @param data folder; created where it is missing
   */
  static StartingNode start(List<String> command, Path data) throws IOException {
    int webSocket = freePort();
    int management = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("DATA_DIR", data.toString());
    builder.environment().put("WEBSOCKET_PORT", "127.0.0.1:" + webSocket);
    builder.environment().put("MANAGEMENT_PORT", "127.0.0.1:" + management);
    builder.environment().put("SHUTDOWN_SLEEP", "0");
    long began = System.nanoTime();
    return new StartingNode(began, webSocket, management, builder.start());
  }

  /**
   * Returns the time from the start of the process to the first acknowledgement; opens the chat if
   * there is none.
   */
  long millisToFirstMessage() throws IOException, InterruptedException {
    try (Socket client = connected()) {
      if (!acknowledges(client)) {
        openChat();
        acknowledges(client);
      }
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
  }

  private Socket connected() throws IOException, InterruptedException {
    while (System.nanoTime() - began < TIMEOUT_NANOS) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), webSocketPort));
        socket.setSoTimeout(READ_MILLIS);
        shakeHands(socket);
        return socket;
      } catch (IOException notYet) {
        socket.close();
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    throw new IOException("the node did not start in time");
  }

  private void shakeHands(Socket socket) throws IOException {
    send(
        socket,
        """
        GET /ws/?token=u1 HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Version: 13\r
        \r
        """
            .formatted(webSocketPort)
            .getBytes(ISO_8859_1));
    String answer = readUntil(socket.getInputStream(), "\r\n\r\n");
    if (!answer.contains(" 101 ")) {
      throw new IOException(answer);
    }
  }

  /** Returns whether the node acknowledges a message; false if there is no chat yet. */
  private boolean acknowledges(Socket client) throws IOException {
    send(
        client,
        frame(
            "{\"type\":\"message\",\"data\":{\"messages\":[{\"chatId\":1,\"type\":\"message\","
                + "\"clientMessageId\":\"m"
                + began
                + "\",\"text\":\"Good morning\"}]}}"));
    return !readUntil(client.getInputStream(), "\"clientMessageId\":\"m" + began + "\"")
        .contains("\"error\"");
  }

  private void openChat() throws IOException, InterruptedException {
    ask("/chats/new", "\"order_id\":1");
    ask("/chats/user/subscribe", "\"chat_id\":1,\"user_id\":1,\"user_type\":\"client\"");
  }

  private void ask(String path, String body) throws IOException, InterruptedException {
    String request = "{\"method\":\"POST\",\"path\":\"" + path + "\",\"body\":{" + body + "}}";
    String answer = "";
    while (!answer.contains("\"data\"")) { // the management port opens a moment after the WebSocket
      Thread.sleep(PAUSE_MILLIS);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), managementPort)) {
        socket.setSoTimeout(READ_MILLIS);
        send(
            socket,
            ("POST /bus HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                    + "Connection: close\r\nContent-Length: "
                    + request.length()
                    + "\r\n\r\n"
                    + request)
                .getBytes(ISO_8859_1));
        answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      }
    }
  }

  private static void send(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  private static String readUntil(InputStream in, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + read);
      }
      read.append((char) next);
    }
    return read.toString();
  }

  /** Returns a masked text frame of 126 bytes or more; the mask is zero. */
  private static byte[] frame(String text) {
    byte[] payload = text.getBytes(UTF_8);
    byte[] frame = new byte[payload.length + 8];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | 126);
    frame[2] = (byte) (payload.length >> 8);
    frame[3] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 8, payload.length);
    return frame;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join().destroyForcibly();
  }
}
