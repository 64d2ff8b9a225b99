package io.chats.testing.services.network;

import io.chats.testing.services.PrivateService;
import io.chats.testing.services.process.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A proxy between clients and a server that can be cut or stalled, for network failures that the
 * server itself does not notice. Its methods may be called by one thread at a time.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int CONNECT_TIMEOUT_MILLIS = 5000;

  private final InetSocketAddress target;
  private final int port = FreePorts.next();
  private final FlowGate requests = new FlowGate();
  private final FlowGate replies = new FlowGate();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket listener;
  private volatile Thread acceptor;

  private TcpProxy(InetSocketAddress target) {
    this.target = target;
  }

  public static TcpProxy to(PrivateService service) {
    return to(service.host(), service.port());
  }

  public static TcpProxy to(String host, int port) {
    TcpProxy proxy = new TcpProxy(new InetSocketAddress(host, port));
    proxy.listen();
    return proxy;
  }

  public String host() {
    return PrivateService.HOST;
  }

  /** The port at which it listens, the same for its whole life. */
  public int port() {
    return port;
  }

  /** The number of connections that go through it now. */
  public int connections() {
    connections.removeIf(connection -> !connection.isOpen());
    return connections.size();
  }

  /** The local ports of its connections to the server, by which a server may name them. */
  public Set<Integer> portsToServer() {
    return connections.stream()
        .filter(ProxiedConnection::isOpen)
        .map(ProxiedConnection::portToServer)
        .collect(Collectors.toSet());
  }

  /** Resets all connections, loses data on the way, and refuses new ones. */
  public void cut() {
    stopListening();
    reset();
  }

  /** Resets all connections and loses data on the way; accepts new ones. */
  public void reset() {
    connections.forEach(ProxiedConnection::reset);
    connections.clear();
  }

  /** Accepts connections again after a cut, and passes everything on. */
  public void restore() {
    resume();
    if (listener.isClosed()) {
      listen();
    }
  }

  /** Keeps connections open and accepts new ones, but holds all data back. */
  public void stall() {
    requests.shut();
    replies.shut();
  }

  /** Passes requests on, but holds the server's replies back. */
  public void stallReplies() {
    replies.shut();
  }

  /** Passes everything on, but delays each read by this time, in both directions. */
  public void slowDown(Duration each) {
    requests.delay(each);
    replies.delay(each);
  }

  /** Passes everything on again, beginning with what was held back. */
  public void resume() {
    requests.open();
    replies.open();
  }

  @Override
  public void close() {
    cut();
  }

  private void listen() {
    try {
      ServerSocket opened = new ServerSocket();
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      listener = opened;
      acceptor = Thread.ofVirtual().start(() -> accept(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the listener and waits for its acceptor: until it ends, the port still accepts. */
  private void stopListening() {
    try {
      listener.close();
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the proxy stopped listening", e);
    }
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        connect(from, from.accept());
      } catch (IOException closedOrUnreachable) {
        // A closed listener ends the loop; the client of an unreachable server was closed.
      }
    }
  }

  private void connect(ServerSocket from, Socket client) throws IOException {
    Socket server = new Socket();
    try {
      server.connect(target, CONNECT_TIMEOUT_MILLIS);
    } catch (IOException unreachable) {
      server.close();
      client.close();
      throw unreachable;
    }
    ProxiedConnection connection = new ProxiedConnection(client, server, requests, replies);
    connections.add(connection);
    connection.start();
    if (from.isClosed()) { // a concurrent cut has not seen this connection
      connection.reset();
    }
  }
}
