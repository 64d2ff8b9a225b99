package io.chats.testing.services;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A NATS server. */
public final class PrivateNats implements PrivateService {

  private final ServerProcess process;
  private final NatsOptions options;

  private PrivateNats(ServerProcess process, NatsOptions options) {
    this.process = process;
    this.options = options;
  }

  /** Starts one with the default options. */
  public static PrivateNats start() {
    return start(NatsOptions.DEFAULT);
  }

  public static PrivateNats start(NatsOptions options) {
    return start(NatsSettings.alone(FreePorts.next(), options));
  }

  static PrivateNats start(NatsSettings settings) {
    Path binary = Binaries.require("nats-server");
    Path folder = TempFolder.create("nats");
    Path file = TempFolder.write(folder, "nats.conf", settings.text());
    List<String> command = List.of(binary.toString(), "--config", file.toString());
    return new PrivateNats(
        ServerProcess.start(folder, settings.port(), command, PrivateNats::introducesItself),
        settings.options());
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  /** {@code nats://127.0.0.1:} and the port; without the token. */
  public String url() {
    return "nats://" + host() + ":" + port();
  }

  public Optional<String> token() {
    return options.token();
  }

  /** Whether it tells its clients of the server at that port, itself or one of its cluster. */
  boolean knows(int clientPort) {
    Probe probe =
        connection -> greeting(connection).contains("\"" + HOST + ":" + clientPort + "\"");
    return probe.reaches(port());
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
