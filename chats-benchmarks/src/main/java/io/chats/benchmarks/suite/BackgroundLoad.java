package io.chats.benchmarks.suite;

import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.Conversation;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Users who keep posting while something else happens. */
final class BackgroundLoad implements AutoCloseable {

  private final int inFlight;
  private final ChatLoad load;
  private final CompletableFuture<Void> talk;
  private volatile long acknowledged;
  private volatile boolean ended;

  BackgroundLoad(URI server, List<Conversation> chats, int inFlight) throws IOException {
    this.inFlight = inFlight;
    this.load = ChatLoad.connect(List.of(server), chats);
    this.talk = CompletableFuture.runAsync(this::talk);
  }

  private void talk() {
    try {
      load.inFlight(inFlight, () -> ended, count -> acknowledged = count);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The number of acknowledged messages so far. */
  long acknowledged() {
    return acknowledged;
  }

  /** Returns messages per second over the given time from now. */
  double perSecond(Duration time) throws InterruptedException {
    long before = acknowledged;
    Thread.sleep(time);
    return (acknowledged - before) * 1e9 / time.toNanos();
  }

  @Override
  public void close() throws IOException {
    ended = true;
    talk.join();
    if (!load.isClean()) {
      throw new IllegalStateException("others lost something");
    }
    load.close();
  }
}
