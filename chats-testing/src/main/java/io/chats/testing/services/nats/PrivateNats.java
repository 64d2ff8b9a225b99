package io.chats.testing.services.nats;

import io.chats.testing.services.PrivateService;
import io.chats.testing.services.process.Binaries;
import io.chats.testing.services.process.ServerProbe;
import io.chats.testing.services.process.ServerProcess;
import io.chats.testing.services.process.TempFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A NATS server of one test, alone or in a {@link PrivateNatsCluster}. */
public final class PrivateNats implements PrivateService {

  private static final String FILE = "nats.conf";
  private static final Pattern ID = Pattern.compile("(?<=\"server_id\":\")[^\"]+");

  private final ServerProcess process;
  private volatile NatsSettings settings;

  private PrivateNats(ServerProcess process, NatsSettings settings) {
    this.process = process;
    this.settings = settings;
  }

  /** Starts a server with the default options. */
  public static PrivateNats start() {
    return start(NatsOptions.DEFAULT);
  }

  public static PrivateNats start(NatsOptions options) {
    return start(NatsSettings.alone(options));
  }

  static PrivateNats start(NatsSettings settings) {
    Path binary = Binaries.require("nats-server");
    Path folder = TempFolder.create("nats");
    Path file = TempFolder.write(folder, FILE, settings.text());
    List<String> command = List.of(binary.toString(), "--config", file.toString());
    return new PrivateNats(
        ServerProcess.start(folder, settings.port(), command, PrivateNats::introducesItself),
        settings);
  }

  /**
   * Changes its settings as an operator does, by its file and a signal; returns at once. Not all
   * settings can be changed so.
   */
  public void reload(NatsOptions options) {
    configure(options);
    process.signal("HUP");
  }

  /** Changes its settings for its next start. */
  public void configure(NatsOptions options) {
    settings = settings.with(options);
    TempFolder.write(process.folder(), FILE, settings.text());
  }

  /** Enters lame duck mode: it takes no more clients, and later closes those it has. */
  public void retire() {
    process.signal("USR2");
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  /** The URL {@code nats://127.0.0.1:PORT}, without the token. */
  public String url() {
    return "nats://" + host() + ":" + port();
  }

  public Optional<String> token() {
    return settings.options().token();
  }

  int clusterPort() {
    return settings.clusterPort();
  }

  /** The URL for questions about the server, such as {@code /connz}; without a trailing slash. */
  public String monitoringUrl() {
    return "http://" + host() + ":" + settings.monitoringPort();
  }

  /**
   * Returns whether it has a route to the other server, and announces that to its clients if it
   * may.
   */
  boolean isRoutedTo(PrivateNats other) {
    return settings.options().advertised()
        ? greeting().contains("\"" + HOST + ":" + other.port() + "\"")
        : routes().contains(other.id());
  }

  /**
   * The answer about routes, with the ids of this server and of those it has found; empty if it is
   * away.
   */
  private String routes() {
    try (InputStream answer = URI.create(monitoringUrl() + "/routez").toURL().openStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException away) {
      return "";
    }
  }

  private String id() {
    Matcher id = ID.matcher(greeting());
    return id.find() ? id.group() : "away";
  }

  /** The line with which it greets clients; empty if it is away. */
  private String greeting() {
    AtomicReference<String> line = new AtomicReference<>("");
    ServerProbe probe =
        connection -> {
          line.set(greeting(connection));
          return true;
        };
    return probe.reaches(port()) ? line.get() : "";
  }

  private static boolean introducesItself(Socket connection) throws IOException {
    return greeting(connection).startsWith("INFO ");
  }

  private static String greeting(Socket connection) throws IOException {
    String line =
        new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    return line == null ? "" : line;
  }
}
