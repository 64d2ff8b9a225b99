package io.chats.adapter.nats.upstream;

import io.chats.adapter.nats.connection.TestNode;
import io.chats.testing.services.nats.PrivateNats;
import java.time.Duration;

/** A bus with a node of Chats and a node of other teams. */
final class Upstreams implements AutoCloseable {

  static final UpstreamTopics TOPICS = UpstreamTopics.DEFAULT;

  final PrivateNats nats = PrivateNats.start();
  final RecordingUpstreamMonitor monitor = new RecordingUpstreamMonitor();
  private final TestNode ours = TestNode.on(nats);
  private final TestNode theirs = TestNode.on(nats);

  /** A client that waits so long for replies. */
  UpstreamClient client(Duration timeout) {
    return new UpstreamClient(ours.requests(), timeout, false, monitor);
  }

  UpstreamClient client() {
    return client(Duration.ofSeconds(10));
  }

  FakeService service(String topic) {
    FakeService service = new FakeService(theirs.requests(), topic);
    theirs.requests().flush(Duration.ofSeconds(10));
    return service;
  }

  @Override
  public void close() {
    ours.close();
    theirs.close();
    nats.close();
  }
}
