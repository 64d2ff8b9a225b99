package io.chats.benchmarks.micro;

import io.chats.adapter.websocket.frame.BadFrameException;
import io.chats.adapter.websocket.frame.ClientFrame;
import io.chats.adapter.websocket.frame.EncodedEvent;
import io.chats.adapter.websocket.frame.FrameDecoder;
import io.chats.adapter.websocket.frame.FrameEncoder;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.model.Limits;
import java.time.ZoneOffset;
import org.openjdk.jmh.annotations.Benchmark;

/** Reading and writing of the {@code message} frame. */
public class FrameCodecs extends Microbenchmark {

  private final FrameDecoder decoder = new FrameDecoder(Limits.DEFAULT);
  private final FrameEncoder encoder = new FrameEncoder(ZoneOffset.UTC);
  private final String frame = MicroSamples.messageFrame();
  private final ClientEvent event = MicroSamples.posted();

  @Benchmark
  public ClientFrame decodeMessage() throws BadFrameException {
    return decoder.decode(frame);
  }

  @Benchmark
  public EncodedEvent encodeMessage() {
    return encoder.encode(event);
  }
}
