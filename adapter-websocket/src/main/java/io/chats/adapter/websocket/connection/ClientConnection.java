package io.chats.adapter.websocket.connection;

import io.chats.adapter.websocket.outbound.OutboundFrame;
import io.chats.adapter.websocket.outbound.OutboundQueue;
import io.chats.adapter.websocket.settings.FrameRate;
import io.chats.adapter.websocket.settings.SessionTiming;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.domain.port.TrafficMonitor;
import jakarta.websocket.CloseReason;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.tyrus.spi.Connection;

/**
 * One established WebSocket connection. Bytes from the peer are scanned and handed to Tyrus, which
 * passes the texts in them to the listener; all frames that are sent, those of Tyrus included, pass
 * one bounded queue. Sending only queues: the executor writes, one batch at a time.
 *
 * <p>A connection is closed in order (a close frame is sent, the peer's is awaited for a while,
 * then the socket is closed), or its socket is cut. Bytes are received on one thread; everything
 * else is safe for use by any thread.
 */
public final class ClientConnection {

  private enum State {
    OPEN,
    CLOSING,
    CLOSED
  }

  /** The rate of pings, pongs and fragments, which the rate of messages does not bound. */
  private static final FrameRate EXTRAS = new FrameRate(200, 1000);

  private final ClientSocket socket;
  private final SessionTiming timing;
  private final Executor executor;
  private final ScheduledExecutorService scheduler;
  private final TrafficMonitor monitor;
  private final OutboundQueue outbound;
  private final FrameScanner scanner;
  private final TokenBucket extras;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private volatile Connection tyrus;
  private volatile ConnectionListener listener;
  private volatile long lastReadAt = System.nanoTime();
  private volatile long lastPingAt = lastReadAt;
  private volatile boolean readingStopped;
  private volatile boolean closeSent;
  private volatile boolean closeReceived;
  private volatile Future<?> cutting;

  public ClientConnection(
      ClientSocket socket, WebSocketSettings settings, WebSocketRuntime runtime) {
    this.socket = socket;
    this.timing = settings.timing();
    this.executor = runtime.executor();
    this.scheduler = runtime.scheduler();
    this.monitor = runtime.monitor();
    this.outbound = new OutboundQueue(settings.bounds().outboundBytes());
    this.scanner = new FrameScanner(settings.limits().frameBytes());
    this.extras = new TokenBucket(EXTRAS, lastReadAt);
  }

  /** Completes the construction; called before anything is received or sent. */
  public void attach(Connection newTyrus, ConnectionListener newListener) {
    tyrus = newTyrus;
    listener = newListener;
  }

  /** The session on this connection. */
  public ConnectionListener listener() {
    return listener;
  }

  /** Starts to write, once the handshake is answered; until then frames wait. */
  public void established() {
    if (outbound.open()) {
      startWriting();
    }
  }

  public boolean isOpen() {
    return state.get() == State.OPEN;
  }

  /** Queues a frame. When too much waits already, the peer reads too slowly: closes (4408). */
  public void send(OutboundFrame frame) {
    queued(outbound.offer(frame));
  }

  /**
   * Blocks until the peer has read nearly everything, or nothing is sent any more.
   *
   * @return whether the connection is still open then
   */
  public boolean awaitReader() {
    outbound.nearlyEmpty().join();
    return isOpen();
  }

  /** Queues a frame that waited for {@link #awaitReader}; false when nothing is sent any more. */
  public boolean sendPaced(OutboundFrame frame) {
    return queued(outbound.offerPaced(frame));
  }

  /** Queues the last frame, a close frame, after all that waits. */
  public void sendLast(OutboundFrame frame) {
    queued(outbound.end(frame));
  }

  public void close(CloseCode code) {
    close(code, code.reason());
  }

  /** Closes the connection in order; only the first call counts. Does not block. */
  public void close(CloseCode code, String reason) {
    if (startClosing(code == CloseCode.TOO_SLOW)) {
      listener.closing(code);
      monitor.closed(code.number());
      tyrus.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code.number()), reason));
    }
  }

  /** Closes the connection since the node stops; clients spread their return over some time. */
  public void sendAway() {
    long pause = ThreadLocalRandom.current().nextLong(timing.reconnect().toMillis() + 1);
    close(CloseCode.GOING_AWAY, CloseCode.GOING_AWAY.reason() + pause);
  }

  /** Notes that Tyrus closes: for the peer, for a violation of the protocol, or for us. */
  public void closedByTyrus() {
    startClosing(false);
  }

  /** The bytes that wait to be sent. */
  public int waitingBytes() {
    return outbound.bytes();
  }

  /** The address of the peer, without its port; empty once the socket is closed. */
  public String peerAddress() {
    return socket.peerAddress();
  }

  /** Closes the socket at once, without a close frame. */
  public void cut() {
    socket.reset();
  }

  public void stopReading() {
    readingStopped = true;
    socket.stopReading();
  }

  public void startReading() {
    lastReadAt = System.nanoTime();
    readingStopped = false;
    socket.startReading();
  }

  /** Pings the peer when it is time to, and cuts a silent one; to be called regularly. */
  void keepAlive(long nowNanos) {
    if (!isOpen()) {
      return;
    }
    if (!readingStopped && nowNanos - lastReadAt > timing.silence().toNanos()) {
      cut();
    } else if (nowNanos - lastPingAt >= timing.ping().toNanos()) {
      lastPingAt = nowNanos;
      send(OutboundFrame.PING);
    }
  }

  /** Receives bytes from the peer. */
  public void received(ByteBuffer data) {
    lastReadAt = System.nanoTime();
    int accepted = scanner.scan(data);
    if (!isOpen()) {
      noteCloseReceived();
    } else if (areExtrasTooMany()) {
      close(CloseCode.TOO_MANY_FRAMES);
    } else {
      closeReceived = scanner.closeSeen();
      tyrus.getReadHandler().handle(data.limit(data.position() + accepted));
      scanner.violation().ifPresent(this::close);
    }
  }

  /** Ends the connection after its socket; only the first call counts. */
  public void socketClosed() {
    if (state.getAndSet(State.CLOSED) == State.CLOSED) {
      return;
    }
    outbound.discard();
    Future<?> pending = cutting;
    if (pending != null) {
      pending.cancel(false);
    }
    // Makes Tyrus release the connection, if it has not yet.
    tyrus.close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, null));
    listener.closed();
  }

  /** Returns whether the queue still takes frames. */
  private boolean queued(OutboundQueue.Offer offer) {
    switch (offer) {
      case WRITE -> startWriting();
      case OVERFLOW -> close(CloseCode.TOO_SLOW);
      case QUEUED, ENDED -> {}
    }
    return offer != OutboundQueue.Offer.ENDED;
  }

  private void startWriting() {
    try {
      executor.execute(this::write);
    } catch (RejectedExecutionException e) {
      cut();
    }
  }

  private void write() {
    Optional<ByteBuffer> batch = outbound.next();
    while (batch.isPresent()) {
      if (!socket.write(batch.get(), this::write)) {
        return;
      }
      batch = outbound.next();
    }
    if (outbound.isDone()) {
      closeSent = true;
      closeIfBothDid();
    }
  }

  private boolean startClosing(boolean dropWaiting) {
    if (!state.compareAndSet(State.OPEN, State.CLOSING)) {
      return false;
    }
    if (dropWaiting) {
      outbound.drop();
    }
    scheduleCut();
    return true;
  }

  private void scheduleCut() {
    try {
      cutting = scheduler.schedule(this::cut, timing.closing().toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The scheduler ended first: without it nobody would end this connection.
      cut();
    }
  }

  private boolean areExtrasTooMany() {
    boolean tooMany = false;
    for (int i = scanner.takeExtras(); i > 0; i--) {
      tooMany |= !extras.tryTake(lastReadAt);
    }
    return tooMany;
  }

  private void noteCloseReceived() {
    if (scanner.closeSeen()) {
      closeReceived = true;
      closeIfBothDid();
    }
  }

  private void closeIfBothDid() {
    if (closeSent && closeReceived) {
      socket.close();
    }
  }
}
