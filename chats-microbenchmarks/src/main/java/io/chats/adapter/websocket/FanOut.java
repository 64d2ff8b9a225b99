package io.chats.adapter.websocket;

import io.chats.adapter.websocket.frame.FrameEncoder;
import io.chats.adapter.websocket.outbound.EventFraming;
import io.chats.adapter.websocket.outbound.OutboundQueue;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.port.Shared;
import io.chats.microbenchmarks.Measured;
import io.chats.microbenchmarks.Samples;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One message to many sessions of this node: encoded once, put into the queue of each, and taken
 * from there as the writer takes it, up to the socket.
 */
public class FanOut extends Measured {

  private static final int QUEUE_BYTES = 1 << 20;

  private final EventFraming framing = new EventFraming(new FrameEncoder(ZoneOffset.UTC));
  private final ClientEvent event = Samples.posted();

  /** How many are told. */
  @Param({"2", "100", "1000"})
  public int sessions;

  private List<OutboundQueue> queues;

  @Setup
  public void open() {
    queues = Stream.generate(() -> new OutboundQueue(QUEUE_BYTES)).limit(sessions).toList();
    queues.forEach(OutboundQueue::open);
  }

  @Benchmark
  public void tellAll(Blackhole sockets) {
    Shared shared = new Shared(event);
    for (OutboundQueue queue : queues) {
      queue.offer(framing.frame(shared));
    }
    for (OutboundQueue queue : queues) {
      write(queue, sockets);
    }
  }

  private static void write(OutboundQueue queue, Blackhole socket) {
    for (Optional<ByteBuffer> batch = queue.next(); batch.isPresent(); batch = queue.next()) {
      socket.consume(batch);
    }
  }
}
