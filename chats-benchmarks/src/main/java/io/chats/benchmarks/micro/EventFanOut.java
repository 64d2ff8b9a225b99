package io.chats.benchmarks.micro;

import io.chats.adapter.websocket.frame.FrameEncoder;
import io.chats.adapter.websocket.outbound.EventFraming;
import io.chats.adapter.websocket.outbound.NodeBudget;
import io.chats.adapter.websocket.outbound.OutboundQueue;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SharedEvent;
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
 * One message to many sessions of a node: encoded once, added to the queue of each, and taken from
 * there as the writer does, up to the socket.
 */
public class EventFanOut extends Microbenchmark {

  private static final int QUEUE_BYTES = 1 << 20;

  private final EventFraming framing = new EventFraming(new FrameEncoder(ZoneOffset.UTC));
  private final ClientEvent event = MicroSamples.posted();

  /** The number of sessions that receive the event. */
  @Param({"2", "100", "1000"})
  public int sessions;

  private List<OutboundQueue> queues;

  @Setup
  public void open() {
    NodeBudget budget = new NodeBudget(Long.MAX_VALUE);
    queues = Stream.generate(() -> new OutboundQueue(QUEUE_BYTES, budget)).limit(sessions).toList();
    queues.forEach(OutboundQueue::open);
  }

  @Benchmark
  public void sendToAll(Blackhole sockets) {
    SharedEvent shared = new SharedEvent(event);
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
