package io.chats.adapter.nats.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chats.adapter.nats.document.BusSchemas;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.TrafficMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A Bus API over a fake application, and what it reports to its monitors. */
final class BusDriver implements AutoCloseable, TrafficMonitor, FailureReporter {

  static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JsonMapper JSON = new JsonMapper();
  private static final BusSchemas DESCRIBED = new BusSchemas();

  final FakeChats chats = new FakeChats();
  final Queue<String> traffic = new ConcurrentLinkedQueue<>();
  final Queue<String> reports = new ConcurrentLinkedQueue<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final BusApi api;

  BusDriver() {
    this(TrafficLog.none());
  }

  BusDriver(TrafficLog log) {
    this(settings(Duration.ofSeconds(30)), log);
  }

  BusDriver(BusSettings settings) {
    this(settings, TrafficLog.none());
  }

  private BusDriver(BusSettings settings, TrafficLog log) {
    api = new BusRequestDispatcher(chats, settings, this, this, log, executor);
  }

  static BusSettings settings(Duration timeout) {
    return BusSettings.of(timeout, ZoneId.of("Europe/Moscow"));
  }

  BusApi api() {
    return api;
  }

  ExecutorService executor() {
    return executor;
  }

  /** Sends an envelope, waits for the reply, and reads it; it must be as documented. */
  JsonNode ask(String method, String path, String body) {
    JsonNode reply = ask(envelope(method, path, body));
    JsonNode asked = // a refused request need not be JSON
        reply.has("error")
            ? JSON.getNodeFactory().nullNode()
            : read(body.getBytes(StandardCharsets.UTF_8));
    assertThat(DESCRIBED.violations(method, path, asked, reply)).isEmpty();
    return reply;
  }

  JsonNode ask(String request) {
    return ask(request.getBytes(StandardCharsets.UTF_8));
  }

  JsonNode ask(byte[] request) {
    return read(await(send(request)));
  }

  /** The code of the error in the reply to a request; 0 for none. */
  int code(String method, String path, String body) {
    return ask(method, path, body).path("error").path("code").asInt();
  }

  CompletableFuture<byte[]> send(String method, String path, String body) {
    return send(envelope(method, path, body).getBytes(StandardCharsets.UTF_8));
  }

  CompletableFuture<byte[]> send(byte[] request) {
    return api.handle(request, 1024 * 1024).toCompletableFuture();
  }

  static String envelope(String method, String path, String body) {
    return "{\"method\":\"%s\",\"path\":\"%s\",\"body\":%s}".formatted(method, path, body);
  }

  static byte[] await(CompletableFuture<byte[]> reply) {
    return reply.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  static JsonNode read(byte[] reply) {
    try {
      return JSON.readTree(reply);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void request(String method, String path, String result, Duration took) {
    traffic.add(method + " " + path + " " + result);
  }

  @Override
  public void frame(String type, String result, Duration took) {
    throw new UnsupportedOperationException("the bus has no frames");
  }

  @Override
  public void unforeseen(Throwable failure, String during, Map<String, String> context) {
    reports.add(failure.getMessage() + " during " + during + " " + context);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
