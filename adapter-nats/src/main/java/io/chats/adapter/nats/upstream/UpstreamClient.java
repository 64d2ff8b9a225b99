package io.chats.adapter.nats.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.connection.NatsLink;
import io.chats.adapter.nats.json.InvalidJsonException;
import io.chats.adapter.nats.json.Json;
import io.chats.adapter.nats.json.JsonWriter;
import io.chats.adapter.nats.json.MaskedJson;
import io.chats.domain.port.TrafficMonitor;
import io.chats.support.LogContext;
import io.chats.support.LogThrottle;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Sends requests to other services, in the envelope of the bus. Safe for use by any thread. */
public final class UpstreamClient {

  private static final Logger LOG = LoggerFactory.getLogger(UpstreamClient.class);

  private static final Duration LOG_PAUSE = Duration.ofMinutes(1);

  private final NatsLink link;
  private final Duration timeout;
  private final boolean logs;
  private final TrafficMonitor monitor;
  private final Map<String, LogThrottle> unusableLines = new ConcurrentHashMap<>();

  /**
   * @param timeout the longest wait of a call, however many requests it takes
   * @param logs whether requests and replies are logged, masked
   * @param monitor counts and times the requests
   */
  public UpstreamClient(NatsLink link, Duration timeout, boolean logs, TrafficMonitor monitor) {
    this.link = link;
    this.timeout = timeout;
    this.logs = logs;
    this.monitor = monitor;
  }

  /**
   * Sends a request. Does not block; the future never fails.
   *
   * @param body writes the fields of the body
   */
  CompletableFuture<UpstreamReply> ask(String topic, String method, String path, JsonWriter body) {
    byte[] request = envelope(method, path, body);
    // The reply arrives on another thread, which does not have the log context of the caller.
    Map<String, String> context = logs ? LogContext.current().ids() : Map.of();
    long start = System.nanoTime();
    log("to", topic, request, context);
    return link.request(topic, request, timeout)
        .thenApply(message -> {
          log("from", topic, message.getData(), context);
          return read(topic, message.getData());
        })
        .exceptionally(failure -> new UpstreamReply.Unavailable())
        .whenComplete((reply, never) ->
            monitor.upstream(topic, result(reply), Duration.ofNanos(System.nanoTime() - start)));
  }

  private static String result(UpstreamReply reply) {
    return switch (reply) {
      case UpstreamReply.Data data -> "ok";
      case UpstreamReply.Refused refused -> "refused";
      case UpstreamReply.Unavailable unavailable -> "unavailable";
    };
  }

  /** Sends a request and blocks for the reply; an interrupted wait counts as no reply. */
  UpstreamReply askAndWait(String topic, String method, String path, JsonWriter body) {
    try {
      return ask(topic, method, path, body).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new UpstreamReply.Unavailable();
    } catch (ExecutionException e) {
      throw new IllegalStateException("replies never fail", e);
    }
  }

  /** Sends a request without a body. */
  CompletableFuture<UpstreamReply> get(String topic, String path) {
    return ask(topic, "GET", path, json -> {});
  }

  /**
   * Looks up many things at the same time. Blocks until all look-ups have ended, at most for the
   * time-out.
   *
   * @param lookUp starts one look-up; its future may fail
   * @param otherwise the value of a look-up that failed or was late
   * @return a value for each key
   */
  <K, V> Map<K, V> all(Set<K> keys, Function<K, CompletableFuture<V>> lookUp, V otherwise) {
    Map<K, CompletableFuture<V>> started = new HashMap<>();
    keys.forEach(key -> started.put(key, lookUp.apply(key).exceptionally(e -> otherwise)));
    await(CompletableFuture.allOf(started.values().toArray(CompletableFuture[]::new)));
    Map<K, V> found = new HashMap<>();
    started.forEach((key, value) -> found.put(key, value.getNow(otherwise)));
    return found;
  }

  private void await(CompletableFuture<Void> all) {
    try {
      all.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The values that are there are used.
    }
  }

  private UpstreamReply read(String topic, byte[] reply) {
    try {
      JsonNode envelope = Json.readTolerantly(reply);
      Optional<UpstreamError> error = UpstreamError.in(envelope);
      if (error.isEmpty()) {
        return new UpstreamReply.Data(envelope.path("data"));
      }
      return error.get().isRefusal()
          ? new UpstreamReply.Refused()
          : unavailable(topic, error.get().toString());
    } catch (InvalidJsonException e) {
      return unavailable(topic, "a reply that is " + e.getMessage());
    }
  }

  /** Says once a minute for each service what it replied with; a missing reply is no such case. */
  private UpstreamReply unavailable(String topic, String reply) {
    if (unusableLines.computeIfAbsent(topic, t -> new LogThrottle(LOG_PAUSE)).tryAcquire()) {
      LOG.warn("{} counts as away: it answers with {}", topic, reply);
    }
    return new UpstreamReply.Unavailable();
  }

  private static byte[] envelope(String method, String path, JsonWriter body) {
    return Json.object(json -> {
      json.writeStringField("method", method);
      json.writeStringField("path", path);
      json.writeObjectFieldStart("body");
      body.writeTo(json);
      json.writeEndObject();
    });
  }

  private void log(String direction, String topic, byte[] envelope, Map<String, String> context) {
    if (logs) {
      LoggingEventBuilder line = LOG.atInfo();
      for (Map.Entry<String, String> entry : context.entrySet()) {
        line = line.addKeyValue(entry.getKey(), entry.getValue());
      }
      line.log("{} {}: {}", direction, topic, MaskedJson.of(envelope));
    }
  }
}
