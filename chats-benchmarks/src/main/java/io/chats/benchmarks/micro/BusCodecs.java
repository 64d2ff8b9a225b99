package io.chats.benchmarks.micro;

import io.chats.adapter.nats.bus.reply.ChatReplies;
import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.adapter.nats.bus.reply.WireWriter;
import io.chats.adapter.nats.bus.request.RequestCall;
import io.chats.adapter.nats.bus.request.RequestEnvelope;
import io.chats.adapter.nats.bus.request.Router;
import java.time.ZoneOffset;
import org.openjdk.jmh.annotations.Benchmark;

/** Reading of bus requests, and writing of their replies. */
public class BusCodecs extends Microbenchmark {

  private static final int LARGEST_REPLY = 1 << 20;

  private final Router router = new Router(new InstantChats(), ZoneOffset.UTC, 1 << 16);
  private final ChatReplies replies = new ChatReplies(new WireWriter(ZoneOffset.UTC));
  private final byte[] getChat = MicroSamples.getChat();
  private final byte[] postMessage = MicroSamples.postMessage();
  private final Reply chat = replies.chat(MicroSamples.chat());
  private final Reply message = replies.message(MicroSamples.message());

  @Benchmark
  public Object decodeGetChat() {
    return decoded(getChat);
  }

  @Benchmark
  public Object decodePostMessage() {
    return decoded(postMessage);
  }

  @Benchmark
  public byte[] encodeChat() {
    return chat.encoded(LARGEST_REPLY);
  }

  @Benchmark
  public byte[] encodeMessage() {
    return message.encoded(LARGEST_REPLY);
  }

  private RequestCall decoded(byte[] request) {
    RequestEnvelope envelope = RequestEnvelope.read(request);
    return router.find(envelope).read(envelope.body());
  }
}
