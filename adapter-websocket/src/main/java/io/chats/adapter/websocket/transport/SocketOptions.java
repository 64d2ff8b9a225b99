package io.chats.adapter.websocket.transport;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.nio.ChannelConfigurator;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;

/**
 * Keeps the kernel's buffers small. By default the kernel grows them to megabytes for each socket:
 * a slow reader would take that memory besides its share of the heap, and frames in it cannot be
 * superseded any more.
 */
final class SocketOptions implements ChannelConfigurator {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ChannelConfigurator usual = TCPNIOTransport.DEFAULT_CHANNEL_CONFIGURATOR;

  @Override
  public void preConfigure(NIOTransport transport, SelectableChannel channel) throws IOException {
    usual.preConfigure(transport, channel);
    if (channel instanceof ServerSocketChannel server) {
      // Accepted sockets inherit it; if it were set on them, it would not bound the window any
      // more.
      server.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
    }
  }

  @Override
  public void postConfigure(NIOTransport transport, SelectableChannel channel) throws IOException {
    usual.postConfigure(transport, channel);
    if (channel instanceof SocketChannel socket) {
      socket.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
    }
  }
}
