package io.chats.benchmarks.micro;

import io.chats.adapter.nats.bus.BusApi;
import io.chats.adapter.nats.bus.BusRequestDispatcher;
import io.chats.adapter.nats.bus.BusSettings;
import io.chats.domain.port.TrafficMonitor;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

/** The way of a bus request to its handler and back, on the threads that the launcher gives it. */
public class BusRouting extends Microbenchmark {

  private static final int LARGEST_REPLY = 1 << 20;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final BusApi api =
      new BusRequestDispatcher(
          new InstantChats(),
          BusSettings.of(Duration.ofSeconds(30), ZoneOffset.UTC),
          TrafficMonitor.none(),
          (failure, during, context) -> {
            throw new AssertionError(during, failure);
          },
          executor);
  private final byte[] getChat = MicroSamples.getChat();
  private final byte[] postMessage = MicroSamples.postMessage();

  @Benchmark
  public byte[] getChat() {
    return answer(getChat);
  }

  @Benchmark
  public byte[] postMessage() {
    return answer(postMessage);
  }

  @TearDown
  public void stop() {
    executor.close();
  }

  private byte[] answer(byte[] request) {
    return api.handle(request, LARGEST_REPLY).toCompletableFuture().join();
  }
}
