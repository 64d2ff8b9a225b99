package io.chats.testing.services.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection to Redis that speaks its inline commands: enough to see what a server does. */
public final class RedisConnection implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader replies;

  public RedisConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(20).toMillis()));
    replies =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  public String ask(String command) throws IOException {
    send(command);
    return reply();
  }

  public void send(String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** The next line; null when the connection was ended. */
  public String reply() throws IOException {
    return replies.readLine();
  }

  public boolean hasReply() throws IOException {
    return replies.ready();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
