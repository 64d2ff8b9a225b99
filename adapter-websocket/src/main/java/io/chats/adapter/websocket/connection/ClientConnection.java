package io.chats.adapter.websocket.connection;

import io.chats.adapter.websocket.outbound.NodeBudget;
import io.chats.adapter.websocket.outbound.OutboundFrame;
import io.chats.adapter.websocket.outbound.OutboundQueue;
import io.chats.adapter.websocket.settings.FrameRate;
import io.chats.adapter.websocket.settings.SessionTiming;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import jakarta.websocket.CloseReason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** The bytes that the application holds for a session while it waits for its reader. */
  private static final int PACED_BYTES = 128 * 1024;

  private final ClientSocket socket;
  private final SessionTiming timing;
  private final Executor executor;
  private final ScheduledExecutorService scheduler;
  private final Refusals refusals;
  private final String address;
  private final NodeBudget budget;
  private final OutboundQueue outbound;
  private final FrameScanner scanner;

  /** The bytes in the budget besides those of the queue. */
  private final AtomicInteger others = new AtomicInteger();

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
  private int unfinished;

  public ClientConnection(
      ClientSocket socket,
      WebSocketSettings settings,
      WebSocketRuntime runtime,
      NodeBudget budget,
      Refusals refusals,
      String address) {
    this.socket = socket;
    this.timing = settings.timing();
    this.executor = runtime.executor();
    this.scheduler = runtime.scheduler();
    this.refusals = refusals;
    this.address = address;
    this.budget = budget;
    this.outbound = new OutboundQueue(settings.bounds().outboundBytes(), budget);
    this.scanner = new FrameScanner(settings.limits().frameBytes());
    this.extras = new TokenBucket(EXTRAS, lastReadAt);
  }

  /** Completes the construction; called before anything is received or sent. */
  public void attach(Connection newTyrus, ConnectionListener newListener) {
    tyrus = newTyrus;
    listener = newListener;
  }

  /** The address of the client, as far as it is known. */
  public String address() {
    return address;
  }

  /** The address of the client as the log may show it. */
  public String shownAddress() {
    return refusals.shown(address);
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
    CompletableFuture<Void> reader = outbound.nearlyEmpty();
    if (!reader.isDone()) {
      hold(PACED_BYTES);
      reader.join();
      hold(-PACED_BYTES);
    }
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
      refusals.closed(code, address);
      tyrus.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code.number()), reason));
    }
  }

  /** Closes the connection since the node stops; clients spread their return over some time. */
  public void sendAway() {
    long pause = ThreadLocalRandom.current().nextLong(timing.reconnect().toMillis() + 1);
    close(CloseCode.GOING_AWAY, CloseCode.GOING_AWAY.reason() + pause);
  }

  /**
   * Notes that Tyrus closes: for the peer, for a violation of the protocol, or for us.
   *
   * @param code of the close frame that is sent
   */
  public void closedByTyrus(int code) {
    // An answer to the peer's own close frame has its code.
    if (startClosing(false) && !closeReceived) {
      CloseCode.violation(code).ifPresent(violation -> refusals.closed(violation, address));
    }
  }

  /**
   * Counts bytes that wait for or from the peer besides the frames to it, until they are counted
   * off as a negative number.
   */
  public void hold(int bytes) {
    others.addAndGet(bytes);
    if (bytes > 0) {
      budget.add(bytes);
    } else {
      budget.release(-bytes);
    }
  }

  /** The bytes that wait for or from the peer. */
  int heldBytes() {
    return outbound.bytes() + others.get();
  }

  /** Returns whether the socket has taken nothing for that time, although something waits. */
  boolean isStalled(long nowNanos, Duration time) {
    return socket.stalledNanos(nowNanos) >= time.toNanos();
  }

  /** Closes the socket at once, without a close frame. */
  public void cut(CutReason reason) {
    if (state.get() != State.CLOSED) {
      refusals.cut(reason, address);
    }
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

  /**
   * Pings the peer when it is time to, cuts a silent one, and closes the connection of one that
   * takes nothing; to be called regularly.
   */
  void keepAlive(long nowNanos) {
    if (!isOpen()) {
      return;
    }
    if (!readingStopped && nowNanos - lastReadAt > timing.silence().toNanos()) {
      cut(CutReason.SILENT);
    } else if (isStalled(nowNanos, timing.reading())) {
      close(CloseCode.TOO_SLOW);
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
      holdUnfinished(scanner.unfinished());
      scanner.violation().ifPresent(this::close);
    }
  }

  /** Ends the connection after its socket; only the first call counts. */
  public void socketClosed() {
    if (state.getAndSet(State.CLOSED) == State.CLOSED) {
      return;
    }
    outbound.discard();
    holdUnfinished(0);
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
      cut(CutReason.FAILURE);
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

  /** Counts the bytes of a message that waits for its end; none once the connection is closed. */
  private synchronized void holdUnfinished(int bytes) {
    int now = state.get() == State.CLOSED ? 0 : bytes;
    if (now != unfinished) {
      hold(now - unfinished);
      unfinished = now;
    }
  }

  private void scheduleCut() {
    try {
      cutting =
          scheduler.schedule(
              () -> cut(CutReason.NOT_CLOSED), timing.closing().toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The scheduler ended first: without it nobody would end this connection.
      cut(CutReason.FAILURE);
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
