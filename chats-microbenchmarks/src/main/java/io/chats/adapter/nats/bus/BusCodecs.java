package io.chats.adapter.nats.bus;

import io.chats.adapter.nats.bus.reply.ChatReplies;
import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.adapter.nats.bus.reply.WireWriter;
import io.chats.adapter.nats.bus.request.RequestCall;
import io.chats.adapter.nats.bus.request.RequestEnvelope;
import io.chats.adapter.nats.bus.request.Router;
import io.chats.microbenchmarks.InstantChats;
import io.chats.microbenchmarks.Measured;
import io.chats.microbenchmarks.Samples;
import java.time.ZoneOffset;
import org.openjdk.jmh.annotations.Benchmark;

/** Requests of the bus, as they are read, and their replies, as they are written. */
public class BusCodecs extends Measured {

  private static final int LARGEST_REPLY = 1 << 20;

  private final Router router = new Router(new InstantChats(), ZoneOffset.UTC, 1 << 16);
  private final ChatReplies replies = new ChatReplies(new WireWriter(ZoneOffset.UTC));
  private final byte[] getChat = Samples.getChat();
  private final byte[] postMessage = Samples.postMessage();
  private final Reply chat = replies.chat(Samples.chat());
  private final Reply message = replies.message(Samples.message());

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
