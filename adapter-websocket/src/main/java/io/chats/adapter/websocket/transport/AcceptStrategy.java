package io.chats.adapter.websocket.transport;

import io.chats.adapter.websocket.connection.CutReason;
import io.chats.adapter.websocket.connection.Refusals;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/**
 * Handles sockets on the threads that select them. When no connection can be accepted, since the
 * process may open no more files, those who wait are turned away by means of a spare descriptor,
 * and accepting pauses: Grizzly by itself would try again at once and for ever, and tell nobody.
 */
// Grizzly's interface has raw types.
@SuppressWarnings("rawtypes")
final class AcceptStrategy implements IOStrategy, AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** The most clients who are turned away between two pauses. */
  private static final int MAX_TURNED_AWAY = 100;

  private final SameThreadIOStrategy usual = SameThreadIOStrategy.getInstance();
  private final ScheduledExecutorService timer;
  private final Refusals refusals;

  /** Given up for a moment when there is no other descriptor; changed by the accepting thread. */
  private volatile Optional<SocketChannel> spare = openSpare();

  AcceptStrategy(ScheduledExecutorService timer, Refusals refusals) {
    this.timer = timer;
    this.refusals = refusals;
  }

  @Override
  public boolean executeIoEvent(Connection connection, IOEvent event) throws IOException {
    return executeIoEvent(connection, event, true);
  }

  @Override
  public boolean executeIoEvent(Connection connection, IOEvent event, boolean isEnabled)
      throws IOException {
    if (event != IOEvent.SERVER_ACCEPT) {
      return usual.executeIoEvent(connection, event, isEnabled);
    }
    accept((TCPNIOServerConnection) connection);
    return true;
  }

  @Override
  public Executor getThreadPoolFor(Connection connection, IOEvent event) {
    return usual.getThreadPoolFor(connection, event);
  }

  @Override
  public ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
    return usual.createDefaultWorkerPoolConfig(transport);
  }

  /** Gives the spare descriptor up. */
  @Override
  public void close() {
    closeQuietly(spare);
  }

  private void accept(TCPNIOServerConnection server) throws IOException {
    try {
      server.onAccept();
    } catch (IOException e) {
      if (server.isOpen()) {
        turnAway((ServerSocketChannel) server.getChannel());
        pause(server);
      }
    }
  }

  /** Closes the connections of those who wait, so that they do not wait for nothing. */
  private void turnAway(ServerSocketChannel server) {
    closeQuietly(spare);
    try {
      SocketChannel next = server.accept();
      for (int i = 1; next != null; i++) {
        SocketAddress address = next.getRemoteAddress();
        // First of all: counting and logging may need a descriptor, to load a class.
        next.close();
        refusals.cut(CutReason.NO_DESCRIPTOR, String.valueOf(address));
        next = i < MAX_TURNED_AWAY ? server.accept() : null;
      }
    } catch (IOException e) {
      // Something else took the spare descriptor: all wait until there is one again.
      refusals.cut(CutReason.NO_DESCRIPTOR, "unknown");
    }
    spare = openSpare();
  }

  private void pause(TCPNIOServerConnection server) throws IOException {
    server.disableIOEvent(IOEvent.SERVER_ACCEPT);
    try {
      var unused = timer.schedule(() -> resume(server), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The timer ends with the process: nothing is accepted any more.
    }
  }

  private static void resume(TCPNIOServerConnection server) {
    try {
      server.enableIOEvent(IOEvent.SERVER_ACCEPT);
    } catch (IOException e) {
      // The server was closed meanwhile.
    }
  }

  private static Optional<SocketChannel> openSpare() {
    try {
      return Optional.of(SocketChannel.open());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void closeQuietly(Optional<SocketChannel> channel) {
    try {
      if (channel.isPresent()) {
        channel.get().close();
      }
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
