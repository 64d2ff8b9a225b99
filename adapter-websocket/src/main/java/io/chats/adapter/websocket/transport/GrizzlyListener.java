package io.chats.adapter.websocket.transport;

import io.chats.adapter.websocket.connection.ClientConnection;
import io.chats.adapter.websocket.connection.CutReason;
import io.chats.adapter.websocket.connection.Refusals;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Processor;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.grizzly.nio.ChannelConfigurator;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;

/**
 * Listens on a port with Grizzly. Sockets are read on Grizzly's few threads, which our code never
 * blocks.
 */
public final class GrizzlyListener {

  private static final int READ_BYTES = 16 * 1024;

  /** Cookies of 16 KiB, as browsers and proxies send them, with a token and all else. */
  private static final int MAX_HTTP_HEAD = 32 * 1024;

  private final AcceptStrategy accepting;
  private final TCPNIOTransport transport;
  private final Attribute<ClientConnection> connectionOf;
  private final Processor<?> frames;
  private Connection<?> listening;

  /**
   * @param timer is never blocked
   */
  public GrizzlyListener(ScheduledExecutorService timer, Refusals refusals) {
    accepting = new AcceptStrategy(timer, refusals);
    transport =
        TCPNIOTransportBuilder.newInstance()
            .setName("websocket")
            .setIOStrategy(accepting)
            .setReadBufferSize(READ_BYTES)
            .build();
    transport.setChannelConfigurator(new SocketOptions());
    // Frames are written by threads without Grizzly's buffers, which would make one for each.
    transport.getAsyncQueueIO().getWriter().setAllowDirectWrite(false);
    connectionOf =
        transport.getAttributeBuilder().createAttribute(ClientConnection.class.getName());
    frames = chain(new FrameFilter());
  }

  /** Reads frames from the socket from now on, and notifies the connection of them and its end. */
  public void switchProtocol(NIOConnection socket, ClientConnection connection) {
    // The request with its buffers would stay as long as the connection.
    socket.getAttributes().clear();
    connectionOf.set(socket, connection);
    socket.setProcessor(frames);
    if (!socket.isOpen()) {
      connection.socketClosed();
    }
  }

  /**
   * Accepts connections from now on.
   *
   * @param handshakes answers HTTP requests
   * @param badHeads is notified of sockets whose request cannot be read, and whether that is since
   *     it is too large; it answers them
   */
  public void start(
      InetSocketAddress address, Filter handshakes, BiConsumer<NIOConnection, Boolean> badHeads)
      throws IOException {
    transport.setProcessor(chain(new HttpHeads(badHeads), handshakes));
    listening = transport.bind(address);
    transport.start();
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalAddress();
  }

  public void stopAccepting() {
    transport.unbindAll();
  }

  /** Closes all sockets and ends all threads. */
  public void stop() throws IOException {
    transport.shutdownNow();
    accepting.close();
  }

  private static FilterChain chain(Filter... filters) {
    FilterChainBuilder chain = FilterChainBuilder.stateless().add(new TransportFilter());
    for (Filter filter : filters) {
      chain.add(filter);
    }
    return chain.build();
  }

  /** Reads HTTP requests; those that cannot be read are answered elsewhere. */
  private static final class HttpHeads extends HttpServerFilter {

    private final BiConsumer<NIOConnection, Boolean> bad;

    // All constructors are deprecated in favour of builders that do not exist yet.
    @SuppressWarnings("deprecation")
    HttpHeads(BiConsumer<NIOConnection, Boolean> bad) {
      super(true, MAX_HTTP_HEAD, null, null);
      this.bad = bad;
    }

    @Override
    protected void onHttpHeaderError(
        HttpHeader request, FilterChainContext context, Throwable failure) {
      boolean tooLarge =
          failure instanceof MimeHeaders.MaxHeaderCountExceededException
              || String.valueOf(failure.getMessage()).contains("too large");
      bad.accept((NIOConnection) context.getConnection(), tooLarge);
    }
  }

  /** Notifies connections of what their sockets receive, and of their end. */
  private final class FrameFilter extends BaseFilter {

    @Override
    public NextAction handleRead(FilterChainContext context) {
      Connection<?> socket = context.getConnection();
      Buffer data = context.getMessage();
      try {
        connectionOf.get(socket).received(data.toByteBuffer());
      } catch (RuntimeException e) {
        // Tyrus may throw, whatever a client sends; Grizzly would log that.
        connectionOf.get(socket).cut(CutReason.FAILURE);
      } finally {
        data.tryDispose();
      }
      return context.getStopAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext context) {
      connectionOf.get(context.getConnection()).socketClosed();
      return context.getStopAction();
    }
  }

  /**
   * Keeps the kernel's buffers small. By default the kernel grows them to megabytes for each
   * socket: a slow reader would take that memory besides its share of the heap, and frames in it
   * cannot be superseded any more.
   */
  private static final class SocketOptions implements ChannelConfigurator {

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
    public void postConfigure(NIOTransport transport, SelectableChannel channel)
        throws IOException {
      usual.postConfigure(transport, channel);
      if (channel instanceof SocketChannel socket) {
        socket.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
      }
    }
  }
}
