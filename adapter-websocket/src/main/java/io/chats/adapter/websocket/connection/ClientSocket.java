package io.chats.adapter.websocket.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
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

  private final NIOConnection connection;

  public ClientSocket(NIOConnection connection) {
    this.connection = connection;
  }

  /**
   * Writes bytes. Must not be called again before they are written.
   *
   * <p>The bytes that the socket takes at once are written directly; only the rest is given to
   * Grizzly, which waits until the socket takes it. Grizzly's own direct write would need a direct
   * buffer for each thread, and so for each virtual thread.
   *
   * @param whenWritten is called later if not all bytes were written at once
   * @return whether all bytes were written at once
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
    connection.write(rest, notifying(whenWritten));
    return false;
  }

  /** The address of the peer, without its port; empty once the socket is closed. */
  String peerAddress() {
    return connection.getPeerAddress() instanceof InetSocketAddress peer && !peer.isUnresolved()
        ? peer.getAddress().getHostAddress()
        : "";
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

  /** Notifies that the rest was written. After a failure Grizzly closes the socket. */
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
