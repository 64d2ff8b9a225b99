package io.chats.adapter.nats.bus;

import io.chats.adapter.nats.json.MaskedJson;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each request and its reply, masked ({@code SDK_LOG}). */
public final class LoggingBusApi implements BusApi {

  private static final Logger LOG = LoggerFactory.getLogger(LoggingBusApi.class);

  private final BusApi api;
  private final AtomicLong requests = new AtomicLong();

  public LoggingBusApi(BusApi api) {
    this.api = api;
  }

  @Override
  public CompletionStage<byte[]> handle(byte[] request, int largestReply) {
    long number = requests.incrementAndGet();
    LOG.info("bus request {}: {}", number, MaskedJson.of(request));
    return api.handle(request, largestReply)
        .thenApply(reply -> {
          LOG.info("bus reply {}: {}", number, MaskedJson.ofOwnReply(reply));
          return reply;
        });
  }
}
