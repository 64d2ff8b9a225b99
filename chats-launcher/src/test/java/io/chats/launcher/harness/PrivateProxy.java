package io.chats.launcher.harness;

import io.chats.testing.services.process.Binaries;
import io.chats.testing.services.process.FreePorts;
import io.chats.testing.services.process.ServerProcess;
import io.chats.testing.services.process.TempFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A proxy as {@code deploy/proxy} configures it, but for addresses, the files of logs, and TLS. The
 * first of its nodes is away, which it does not know; the others are one.
 */
public final class PrivateProxy implements AutoCloseable {

  private static final Path FILES = Path.of("..", "deploy", "proxy");

  private final ServerProcess process;

  private PrivateProxy(ServerProcess process) {
    this.process = process;
  }

  /** Starts nginx. */
  public static PrivateProxy nginx(Node node) {
    Path folder = TempFolder.create("nginx");
    int port = FreePorts.next();
    String site =
        withAddresses(read("nginx.conf"), node)
            .replace("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
            .replaceAll("\\n *ssl_[^;]*;", "")
            .replace("/var/log/nginx/chats.log", folder + "/access.log")
            .replace("/var/log/nginx/chats-error.log", folder + "/error.log");
    Path settings = TempFolder.write(folder, "nginx.conf", mainPart(folder) + site + "}\n");
    return start(folder, port, "nginx", "-e", folder + "/main.log", "-c", settings.toString());
  }

  /**
   * What the configuration of a system has before the file. One process, so that it can be killed.
   */
  private static String mainPart(Path folder) {
    return """
    daemon off;
    master_process off;
    pid %1$s/pid;
    error_log %1$s/main.log;
    events { worker_connections 100; }
    http {
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
    """
        .formatted(folder);
  }

  /** Starts HAProxy. */
  public static PrivateProxy haproxy(Node node) {
    Path folder = TempFolder.create("haproxy");
    int port = FreePorts.next();
    int health = URI.create(node.management()).getPort();
    String settings =
        withAddresses(read("haproxy.cfg"), node)
            .replaceAll("bind :443 .*", "bind 127.0.0.1:" + port)
            .replace("/dev/log local0", "stdout format raw local0")
            .replaceAll("maxconn \\d+", "maxconn 100")
            .replace("port 8003", "port " + health);
    Path file = TempFolder.write(folder, "haproxy.cfg", settings);
    return start(folder, port, "haproxy", "-db", "-f", file.toString());
  }

  private static String withAddresses(String settings, Node node) {
    return settings
        .replaceAll("chats-[23]:8002", URI.create(node.webSocket()).getAuthority())
        .replace("chats-1:8002", "127.0.0.1:" + FreePorts.next());
  }

  private static PrivateProxy start(Path folder, int port, String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addFirst(Binaries.require(program).toString());
    return new PrivateProxy(
        ServerProcess.start(folder, port, command, PrivateProxy::answersNotFound));
  }

  /** As both do for all paths but that of the WebSocket. */
  private static boolean answersNotFound(Socket connection) throws IOException {
    connection
        .getOutputStream()
        .write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    String answer =
        new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return answer.startsWith("HTTP/1.") && answer.contains(" 404 ");
  }

  /** The URL of the WebSocket. */
  public String webSocket() {
    return "ws://127.0.0.1:" + process.port() + "/ws/";
  }

  /** All that it has logged so far. */
  public String logs() {
    StringBuilder logs = new StringBuilder(process.output());
    for (String name : List.of("access.log", "error.log", "main.log")) {
      Path file = process.folder().resolve(name);
      logs.append(Files.exists(file) ? read(file) : "");
    }
    return logs.toString();
  }

  @Override
  public void close() {
    process.close();
  }

  private static String read(String file) {
    return read(FILES.resolve(file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
