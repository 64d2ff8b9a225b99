package io.chats.testing.services.redis;

import io.chats.testing.services.PrivateService;
import io.chats.testing.services.process.Binaries;
import io.chats.testing.services.process.FreePorts;
import io.chats.testing.services.process.ServerProbe;
import io.chats.testing.services.process.ServerProcess;
import io.chats.testing.services.process.TempFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A Redis server without persistence: after a kill it starts empty. */
public final class PrivateRedis implements PrivateService {

  private final ServerProcess process;
  private final Optional<String> password;

  private PrivateRedis(ServerProcess process, Optional<String> password) {
    this.process = process;
    this.password = password;
  }

  /** Starts a server without a password. */
  public static PrivateRedis start() {
    return start(Optional.empty());
  }

  /**
   * Starts a server with a password.
   *
   * @param password without blanks or quotes
   */
  public static PrivateRedis startWithPassword(String password) {
    return start(Optional.of(password));
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  public Optional<String> password() {
    return password;
  }

  private static PrivateRedis start(Optional<String> password) {
    Path binary = Binaries.require("redis-server");
    Path folder = TempFolder.create("redis");
    int port = FreePorts.next();
    Path settings = TempFolder.write(folder, "redis.conf", settings(port, password));
    List<String> command = List.of(binary.toString(), settings.toString());
    ServerProbe probe = connection -> pongs(connection, password);
    return new PrivateRedis(ServerProcess.start(folder, port, command, probe), password);
  }

  private static String settings(int port, Optional<String> password) {
    return """
    bind 127.0.0.1
    port %d
    save ""
    appendonly no
    daemonize no
    databases 1
    %s
    """
        .formatted(port, password.map(p -> "requirepass " + p).orElse(""));
  }

  private static boolean pongs(Socket connection, Optional<String> password) throws IOException {
    String login = password.map(p -> "AUTH " + p + "\r\n").orElse("");
    connection.getOutputStream().write((login + "PING\r\n").getBytes(StandardCharsets.US_ASCII));
    BufferedReader replies =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
    boolean loggedIn = password.isEmpty() || "+OK".equals(replies.readLine());
    return loggedIn && "+PONG".equals(replies.readLine());
  }
}
