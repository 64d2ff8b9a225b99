package io.chats.adapter.websocket.connection;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOConnection;

/** The socket of one client. Safe for use by any thread; no method blocks or throws. */
public final class ClientSocket {

  private final NIOConnection connection;

  public ClientSocket(NIOConnection connection) {
    this.connection = connection;
  }

  /**
   * Writes. Must not be called again before the bytes are written.
   *
   * <p>What the socket takes at once is written directly; only the rest goes by way of Grizzly,
   * which waits for the socket to take it. Grizzly's own direct write would need a direct buffer
   * for each thread, and so for each virtual thread.
   *
   * @param whenWritten is called later if not all was written at once
   * @return whether all was written at once
   */
  public boolean write(ByteBuffer bytes, Runnable whenWritten) {
    try {
      ((SocketChannel) connection.getChannel()).write(bytes);
    } catch (IOException e) {
      connection.terminateSilently();
      return false;
    }
    if (!bytes.hasRemaining()) {
      return true;
    }
    Buffer rest = Buffers.wrap(connection.getMemoryManager(), bytes);
    connection.write(rest, new WhenWritten(whenWritten));
    return false;
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

  /** Closes once everything is written. */
  public void close() {
    connection.closeSilently();
  }

  /** Closes at once; nothing stays behind, not even in the kernel. */
  void reset() {
    try {
      ((SocketChannel) connection.getChannel()).setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // It is closed already, or will be.
    }
    connection.terminateSilently();
  }

  /** Tells that the rest was written; a failure ends the connection, which is told elsewhere. */
  private static final class WhenWritten
      extends EmptyCompletionHandler<WriteResult<Buffer, SocketAddress>> {

    private final Runnable listener;

    WhenWritten(Runnable listener) {
      this.listener = listener;
    }

    @Override
    public void completed(WriteResult<Buffer, SocketAddress> result) {
      listener.run();
    }
  }
}
