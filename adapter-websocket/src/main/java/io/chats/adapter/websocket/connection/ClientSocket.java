package io.chats.adapter.websocket.connection;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOConnection;

/** The socket of one client. Safe for use by any thread; no method blocks or throws. */
public final class ClientSocket {

  /**
   * So little is given to Grizzly at a time that it is noticed when a slow peer takes something.
   */
  private static final int MAX_PIECE = 16 * 1024;

  private final NIOConnection connection;

  /** Whether bytes wait until the socket takes them. */
  private volatile boolean waiting;

  private volatile long tookAt = System.nanoTime();

  public ClientSocket(NIOConnection connection) {
    this.connection = connection;
  }

  /**
   * Writes bytes. Must not be called again before they are written.
   *
   * <p>The bytes that the socket takes at once are written directly; of the rest a piece is given
   * to Grizzly, which waits until the socket takes it. Grizzly's own direct write would need a
   * direct buffer for each thread, and so for each virtual thread.
   *
   * @param whenWritten is called later if not all bytes were written at once
   * @return whether all bytes were written at once
   */
  public boolean write(ByteBuffer bytes, Runnable whenWritten) {
    try {
      int taken = ((SocketChannel) connection.getChannel()).write(bytes);
      if (taken > 0 || !waiting) {
        tookAt = System.nanoTime();
      }
    } catch (IOException e) {
      connection.terminateSilently();
      return false;
    }
    waiting = bytes.hasRemaining();
    if (!bytes.hasRemaining()) {
      return true;
    }
    writePiece(bytes, whenWritten);
    return false;
  }

  /** The time for which the socket has taken nothing although bytes wait; 0 if none do. */
  long stalledNanos(long nowNanos) {
    return waiting ? Math.max(0, nowNanos - tookAt) : 0;
  }

  public void stopReading() {
    try {
      connection.disableIOEvent(IOEvent.READ);
    } catch (IOException e) {
      connection.terminateSilently();
    }
  }

  void startReading() {
    try {
      connection.enableIOEvent(IOEvent.READ);
    } catch (IOException e) {
      connection.terminateSilently();
    }
  }

  /** Closes the socket once everything is written. */
  public void close() {
    connection.closeSilently();
  }

  /** Closes the socket at once, and drops what waits in the kernel. */
  void reset() {
    try {
      ((SocketChannel) connection.getChannel()).setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // It is closed already, or will be.
    }
    connection.terminateSilently();
  }

  private void writePiece(ByteBuffer bytes, Runnable whenWritten) {
    int length = Math.min(bytes.remaining(), MAX_PIECE);
    ByteBuffer piece = bytes.slice(bytes.position(), length);
    connection.write(
        Buffers.wrap(connection.getMemoryManager(), piece),
        notifying(() -> {
          tookAt = System.nanoTime();
          bytes.position(bytes.position() + length);
          if (write(bytes, whenWritten)) {
            whenWritten.run();
          }
        }));
  }

  /** Notifies that a piece was written. After a failure Grizzly closes the socket. */
  private static CompletionHandler<WriteResult<Buffer, SocketAddress>> notifying(
      Runnable listener) {
    return new EmptyCompletionHandler<>() {
      @Override
      public void completed(WriteResult<Buffer, SocketAddress> result) {
        listener.run();
      }
    };
  }
}
