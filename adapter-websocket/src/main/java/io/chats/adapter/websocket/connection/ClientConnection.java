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
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.tyrus.spi.Connection;

/**
 * One established WebSocket connection: what comes in is scanned and handed to Tyrus, what Tyrus
 * makes of it goes to the listener, and everything that goes out, Tyrus' own frames included,
 * passes one bounded queue.
 *
 * <p>It ends in order: a close frame is sent, the peer's is awaited for a while, then the socket is
 * closed; or the socket is cut. Data comes in on one thread; all else is safe for use by any.
 */
public final class ClientConnection {

  private enum State {
    OPEN,
    CLOSING,
    CLOSED
  }

  /** For pings, pongs and fragments, which no rate of messages bounds. */
  private static final FrameRate EXTRAS = new FrameRate(200, 1000);

  private final ClientSocket socket;
  private final SessionTiming timing;
  private final Executor executor;
  private final ScheduledExecutorService scheduler;
  private final TrafficMonitor monitor;
  private final OutboundWriter outbound;
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
    this.outbound =
        new OutboundWriter(
            new OutboundQueue(settings.bounds().outboundBytes()),
            socket,
            this::execute,
            this::whenCloseSent);
    this.scanner = new FrameScanner(settings.limits().frameBytes());
    this.extras = new TokenBucket(EXTRAS, lastReadAt);
  }

  /** Completes the construction, before anything happens. */
  public void attach(Connection newTyrus, ConnectionListener newListener) {
    tyrus = newTyrus;
    listener = newListener;
  }

  /** A client wants in, who is told so by {@code welcome}. */
  public void begin(Runnable welcome) {
    listener.opening(welcome);
  }

  /** The handshake's answer is written. */
  public void established() {
    outbound.open();
  }

  public boolean isOpen() {
    return state.get() == State.OPEN;
  }

  /** Sends a frame, some time; ends the connection when too many wait. */
  public void send(OutboundFrame frame) {
    if (!outbound.send(frame)) {
      close(CloseCode.TOO_SLOW);
    }
  }

  /** Blocks until the peer has read nearly all; whether the connection is still of use then. */
  public boolean awaitReader() {
    outbound.awaitReader();
    return isOpen();
  }

  /** Sends a frame that waited for {@link #awaitReader}; false when nothing is sent any more. */
  public boolean sendPaced(OutboundFrame frame) {
    return outbound.sendPaced(frame);
  }

  public void close(CloseCode code) {
    close(code, code.reason());
  }

  /** Ends the connection in order; the first reason stands. */
  void close(CloseCode code, String reason) {
    if (startClosing(code == CloseCode.TOO_SLOW)) {
      listener.closing(code);
      monitor.closed(code.number());
      tyrus.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code.number()), reason));
    }
  }

  /** What waits to be sent, in bytes. */
  public int waitingBytes() {
    return outbound.waitingBytes();
  }

  /** Ends the connection at once, with no close frame. */
  public void cut() {
    socket.reset();
  }

  /** Runs something that may block; if nobody will, the connection is of no use any more. */
  public void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      cut();
    }
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

  /** Pings the peer when it is time to, and cuts a silent one; called now and then. */
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

  /** Bytes came from the peer. */
  public void received(ByteBuffer data) {
    lastReadAt = System.nanoTime();
    int accepted = scanner.scan(data);
    if (!isOpen()) {
      noteClose();
    } else if (areExtrasTooMany()) {
      close(CloseCode.TOO_MANY_FRAMES);
    } else {
      closeReceived = scanner.closeSeen();
      tyrus.getReadHandler().handle(data.limit(data.position() + accepted));
      scanner.violation().ifPresent(this::close);
    }
  }

  /** Tyrus has read a text. */
  public void receivedText(String text) {
    if (isOpen()) {
      listener.text(text);
    }
  }

  /** Tyrus has read something that is no text. */
  public void receivedBinary() {
    if (isOpen()) {
      listener.binary();
    }
  }

  /** Tyrus ends the connection: the peer wants it, or sent what it must not; or we asked for it. */
  public void closedByTyrus() {
    startClosing(false);
  }

  /** Tyrus sends a frame of its own: a pong. */
  public void sendFromTyrus(ByteBuffer frame) {
    send(OutboundFrame.framed(frame));
  }

  /** Tyrus sends a close frame. */
  public void sendCloseFromTyrus(ByteBuffer frame) {
    outbound.end(OutboundFrame.framed(frame));
  }

  /** The socket is gone. */
  public void socketClosed() {
    if (state.getAndSet(State.CLOSED) == State.CLOSED) {
      return;
    }
    outbound.discard();
    Future<?> pending = cutting;
    if (pending != null) {
      pending.cancel(false);
    }
    // Makes Tyrus forget the connection, if it has not yet.
    tyrus.close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, null));
    listener.closed();
  }

  private boolean startClosing(boolean dropWaiting) {
    if (!state.compareAndSet(State.OPEN, State.CLOSING)) {
      return false;
    }
    if (dropWaiting) {
      outbound.drop();
    }
    planToCut();
    return true;
  }

  private void planToCut() {
    try {
      cutting = scheduler.schedule(this::cut, timing.closing().toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The scheduler went first: better no close frame than a connection that nobody ends.
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

  private void noteClose() {
    if (scanner.closeSeen()) {
      closeReceived = true;
      closeIfBothSaidSo();
    }
  }

  private void whenCloseSent() {
    closeSent = true;
    closeIfBothSaidSo();
  }

  private void closeIfBothSaidSo() {
    if (closeSent && closeReceived) {
      socket.close();
    }
  }
}
